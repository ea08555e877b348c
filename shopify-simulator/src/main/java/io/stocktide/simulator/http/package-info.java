/** The one loopback port: Admin API and control API. */
package io.stocktide.simulator.http;
