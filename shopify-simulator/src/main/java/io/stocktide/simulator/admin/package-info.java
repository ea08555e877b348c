/** The Admin GraphQL API, with the rules Shopify enforces at run time. */
package io.stocktide.simulator.admin;
