/** Trace ids, W3C Trace Context. */
package io.stocktide.service.trace;
