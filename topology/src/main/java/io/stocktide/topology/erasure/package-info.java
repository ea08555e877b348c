/** Erases and gathers what Shopify asks for, on the topics: one thread, beside the streams and off their way. */
package io.stocktide.topology.erasure;
