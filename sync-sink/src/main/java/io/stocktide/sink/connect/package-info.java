/** Connects shops: scopes, webhook subscriptions, and the record of how far each shop is. */
package io.stocktide.sink.connect;
