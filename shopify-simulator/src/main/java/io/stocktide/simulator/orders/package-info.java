/** What a merchant or a buyer does, applied to the book as Shopify applies it. */
package io.stocktide.simulator.orders;
