/** What the way of a webhook is measured beside, and its limits. */
package io.stocktide.bench.peers;
