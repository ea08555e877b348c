/** How far a run has come: counted as it goes, read as one record. */
package io.stocktide.simulator.progress;
