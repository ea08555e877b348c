package io.stocktide.schemas.rest;

/**
 * An error as RFC 9457 gives it, {@code application/problem+json}.
 *
 * @param type a URI reference that names the kind of problem
 * @param status the HTTP status
 * @param detail what to do about it; never holds a secret or anything of the body
 */
public record Problem(String type, String title, int status, String detail) {}
