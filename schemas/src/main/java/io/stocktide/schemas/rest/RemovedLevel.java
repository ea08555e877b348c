package io.stocktide.schemas.rest;

/** The item is no longer stocked at the location. The ids are Shopify's, decimal. */
public record RemovedLevel(String shop, String inventoryItemId, String locationId) {}
