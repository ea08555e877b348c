/** What each instance tells of itself every five seconds, so that any one can show the whole system. */
package io.stocktide.service.pulse;
