/** A Shopify that answers by script, and the sink's parts put together around it. */
package io.stocktide.sink.testing;
