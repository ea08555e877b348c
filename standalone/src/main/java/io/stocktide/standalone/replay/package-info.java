/** Runs a replay from the command line. */
package io.stocktide.standalone.replay;
