package io.stocktide.service.access;

/**
 * Whoever has been let into a shop.
 *
 * @param shop the shop's domain, lower case
 * @param tokenName names the token, and is no secret
 */
public record Caller(String shop, String tokenName, Role role) {}
