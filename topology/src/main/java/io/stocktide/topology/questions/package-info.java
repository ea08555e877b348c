/** What only Shopify can answer, and when to ask it. */
package io.stocktide.topology.questions;
