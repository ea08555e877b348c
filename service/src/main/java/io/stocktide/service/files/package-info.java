/** Files that may change while a service runs. */
package io.stocktide.service.files;
