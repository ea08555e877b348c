package io.stocktide.sink.read;

/** A variant with its inventory item as Shopify held it. */
public record VariantState(long variantId, ItemState item) {}
