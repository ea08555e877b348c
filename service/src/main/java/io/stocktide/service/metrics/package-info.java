/** The registry that every service counts in. */
package io.stocktide.service.metrics;
