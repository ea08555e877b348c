/** What is measured: scenarios of several subjects, run in turns so that all meet the same machine. */
package io.stocktide.bench.runs;
