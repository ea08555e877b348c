/** The whole system at a glance, from what every instance tells on topics: any instance shows the same. */
package io.stocktide.topology.overview;
