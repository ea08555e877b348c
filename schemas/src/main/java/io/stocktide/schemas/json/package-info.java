/** JSON as the contract writes it: one mapper, one serde, one schema validator. */
package io.stocktide.schemas.json;
