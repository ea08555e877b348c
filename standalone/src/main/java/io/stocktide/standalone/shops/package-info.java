/** What the commands about shops say while they work. */
package io.stocktide.standalone.shops;
