/** What became of a webhook, a channel event or a batch, read from the topics when somebody asks. */
package io.stocktide.topology.trace;
