/** Whether a shop may be called now: its circuit breaker, and whether its token works. Knows neither Kafka nor GraphQL. */
package io.stocktide.sink.gate;
