package io.stocktide.schemas.rest;

import java.util.List;

/**
 * Whom a token is of.
 *
 * @param name names the token and is no secret
 * @param role {@code read}, {@code write} or {@code operate}
 * @param shops the domains that it opens; {@code *} for all
 */
public record WhoAmI(String name, String role, List<String> shops) {}
