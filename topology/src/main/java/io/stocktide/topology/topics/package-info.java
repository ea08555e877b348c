/** Looks at what lies on topics, in bounded pieces and taking part in no group. */
package io.stocktide.topology.topics;
