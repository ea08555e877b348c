/** What the sink counts and times. */
package io.stocktide.sink.measure;
