/** What comes in and what goes out, as the domain sees it. */
package io.stocktide.topology.facts;
