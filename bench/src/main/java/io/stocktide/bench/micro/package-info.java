/** The hot paths one by one, by JMH: time and bytes allocated for each. */
package io.stocktide.bench.micro;
