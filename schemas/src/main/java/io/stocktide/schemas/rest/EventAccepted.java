package io.stocktide.schemas.rest;

/** Kafka holds the channel event, at this place. */
public record EventAccepted(String idempotencyKey, int partition, long offset) {}
