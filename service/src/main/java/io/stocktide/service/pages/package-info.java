/** Pages for people, served from the class path alone. */
package io.stocktide.service.pages;
