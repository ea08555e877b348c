/** Which shops there are and what opens them. */
package io.stocktide.service.shops;
