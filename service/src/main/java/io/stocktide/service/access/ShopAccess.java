package io.stocktide.service.access;

import io.javalin.http.Context;
import io.stocktide.service.http.AccessSettings;
import io.stocktide.service.http.ProblemException;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.ShopDirectory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lets a request into the shop that its path names, if its bearer token opens that shop and may do what it asks. */
public final class ShopAccess implements AutoCloseable {
    private static final String SCHEME = "Bearer ";

    private final ShopDirectory shops;
    private final KnownTokens tokens;
    private final Optional<AuditLog> audit;

    /** By the tokens of the shops file alone. */
    public ShopAccess(ShopDirectory shops) {
        this(shops, AccessSettings.defaults());
    }

    /** Nobody operates anything here. Throws {@link ConfigException} where the tokens file is not as it should be. */
    public ShopAccess(ShopDirectory shops, AccessSettings settings) {
        this(shops, settings, Optional.empty());
    }

    /**
     * Throws {@link ConfigException} where the tokens file is not as it should be.
     *
     * @param audit knows every call that needs {@link Role#OPERATE} before it is let in
     */
    public ShopAccess(ShopDirectory shops, AccessSettings settings, AuditLog audit) {
        this(shops, settings, Optional.of(audit));
    }

    private ShopAccess(ShopDirectory shops, AccessSettings settings, Optional<AuditLog> audit) {
        this.shops = shops;
        this.tokens = new KnownTokens(shops, settings);
        this.audit = audit;
    }

    /** From now on a change of the tokens file counts within two seconds. */
    public ShopAccess start() {
        tokens.start();
        return this;
    }

    /**
     * Whoever calls, and the shop of the path parameter {@code shop}, in any case of letters. Throws
     *
     * <ul>
     *   <li>a 401 where the token is missing, unknown, or does not open that shop, whether or not there is such a shop:
     *       the answer is the same, so that it tells nothing of other shops;
     *   <li>a 429 where the token has asked more in this second than it may;
     *   <li>a 404 where it opens the shop, but that is not configured here;
     *   <li>a 403 where its role is too small;
     *   <li>a 503 where an operator's call cannot be recorded.
     * </ul>
     *
     * @param needed what the token must allow
     */
    public Caller require(Context ctx, Role needed) {
        String shop = ctx.pathParam("shop").toLowerCase(Locale.ROOT);
        Token token = presented(ctx)
                .flatMap(presented -> tokens.find(presented, shop))
                .orElseThrow(() -> unauthorized(ctx));
        if (!token.mayAsk()) {
            throw tooMany();
        }
        if (shops.find(shop).isEmpty()) {
            throw ProblemException.of(404, "unknown-shop", "Unknown shop", "No such shop is configured here.");
        }
        Caller caller = new Caller(shop, token.entry().name(), token.entry().role());
        authorize(ctx, caller, needed);
        return caller;
    }

    /**
     * Whoever calls what is of no one shop, with all the shops that the token opens. Throws
     *
     * <ul>
     *   <li>a 401 where the token is missing or unknown;
     *   <li>a 429 where it has asked more in this second than it may.
     * </ul>
     */
    public TokenHolder holder(Context ctx) {
        List<Token> found = presented(ctx).map(tokens::all).orElse(List.of());
        if (found.isEmpty()) {
            throw unauthorized(ctx);
        }
        if (!found.get(0).mayAsk()) {
            throw tooMany();
        }
        return TokenHolder.of(found.stream().map(Token::entry).toList());
    }

    private void authorize(Context ctx, Caller caller, Role needed) {
        boolean allowed = caller.role().holds(needed);
        if (needed == Role.OPERATE) {
            AuditLog log = audit.orElseThrow(() -> new IllegalStateException("a call of operators needs an audit log"));
            if (allowed) {
                log.begin(ctx, caller);
            } else {
                log.refuse(ctx, caller);
            }
        }
        if (!allowed) {
            String role = needed.name().toLowerCase(Locale.ROOT);
            throw ProblemException.of(403, "role-needed", "Forbidden", "This needs a token with the role " + role + ".")
                    .with("role", role);
        }
    }

    private static Optional<String> presented(Context ctx) {
        String header = ctx.header("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()))
                : Optional.empty();
    }

    private static ProblemException unauthorized(Context ctx) {
        // RFC 9110, 11.6.1: a 401 names the scheme that would do.
        ctx.header("WWW-Authenticate", "Bearer");
        return ProblemException.of(
                401, "bad-token", "Unauthorized", "Send a token of this shop as 'Authorization: Bearer …'.");
    }

    private static ProblemException tooMany() {
        return ProblemException.retryable(
                429, "rate-limit", "Too many requests", "The token has asked more in this second than it may.", 1);
    }

    @Override
    public void close() {
        tokens.close();
    }
}
