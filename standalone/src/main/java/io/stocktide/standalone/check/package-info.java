/** Our stock against what Shopify holds. */
package io.stocktide.standalone.check;
