/**
 * From a topic to one lane per shop. A shop's records are worked on in order, shops side by side, and a partition's
 * offset is committed as far as every record below it is finished. Knows no Shopify.
 */
package io.stocktide.sink.lane;
