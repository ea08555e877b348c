package io.stocktide.service.access;

import io.javalin.http.Context;
import io.stocktide.service.http.ProblemException;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.util.Locale;

/** Lets a request into the shop that its path names, if its bearer token opens that shop. */
public final class ShopAccess {
    private static final String SCHEME = "Bearer ";

    private final ShopDirectory shops;

    public ShopAccess(ShopDirectory shops) {
        this.shops = shops;
    }

    /**
     * The shop of the path parameter {@code shop}, in any case of letters. Throws a 404 where it is not configured and a 401 where the token
     * is missing or is not one of its own.
     *
     * @param needed what the token must allow
     */
    public Caller require(Context ctx, Role needed) {
        ShopConfig shop = shops.find(ctx.pathParam("shop").toLowerCase(Locale.ROOT))
                .orElseThrow(() ->
                        ProblemException.of(404, "unknown-shop", "Unknown shop", "No such shop is configured here."));
        String header = ctx.header("Authorization");
        if (header == null || !hasScheme(header) || !opens(shop, header.substring(SCHEME.length()))) {
            // RFC 9110, 11.6.1: a 401 names the scheme that would do.
            ctx.header("WWW-Authenticate", "Bearer");
            throw ProblemException.of(
                    401, "bad-token", "Unauthorized", "Send a token of this shop as 'Authorization: Bearer …'.");
        }
        return new Caller(shop.shop(), "shops-file", Role.OPERATE);
    }

    private static boolean hasScheme(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private static boolean opens(ShopConfig shop, String token) {
        boolean opens = false;
        for (Secret secret : shop.apiTokens()) {
            // No early exit: the time taken does not tell which token fitted.
            opens |= secret.matches(token);
        }
        return opens;
    }
}
