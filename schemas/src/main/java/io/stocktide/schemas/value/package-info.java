/** The records that travel on topics. Each is described by a JSON Schema of the same name under {@code /schemas}. */
package io.stocktide.schemas.value;
