/** Who may do what: bearer tokens, the shops they open, and roles. */
package io.stocktide.service.access;
