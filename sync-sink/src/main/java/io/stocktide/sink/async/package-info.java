/** Waiting without holding a thread: a shop that is slow or broken costs memory, never a worker. */
package io.stocktide.sink.async;
