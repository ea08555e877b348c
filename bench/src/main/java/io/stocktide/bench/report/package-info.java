/** What was measured, as tables, JSON and pictures. */
package io.stocktide.bench.report;
