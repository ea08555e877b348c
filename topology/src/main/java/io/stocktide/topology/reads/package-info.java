/** Stock over REST by interactive query. */
package io.stocktide.topology.reads;
