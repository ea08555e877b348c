package io.stocktide.schemas.rest;

/** The job that was asked for. */
public record JobAccepted(String jobId) {}
