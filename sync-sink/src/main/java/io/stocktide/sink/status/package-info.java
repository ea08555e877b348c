/** How the delivery to each shop stands. */
package io.stocktide.sink.status;
