/** What may be logged of faults. */
package io.stocktide.service.log;
