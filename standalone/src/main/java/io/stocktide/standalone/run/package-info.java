/** Every role in one process, on the embedded broker, beside a simulated Shopify. */
package io.stocktide.standalone.run;
