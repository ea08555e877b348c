/** What operators have asked for, and how far it is. */
package io.stocktide.topology.jobs;
