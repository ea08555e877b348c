/** The API's description as a page for people. */
package io.stocktide.service.docs;
