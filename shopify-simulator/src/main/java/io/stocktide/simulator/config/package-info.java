/** Settings of a simulated run. Every record checks itself, so a running simulator never meets a bad setting. */
package io.stocktide.simulator.config;
