/** One HTTP server with problem details, bounded bodies, tokens, health and metrics. */
package io.stocktide.service.http;
