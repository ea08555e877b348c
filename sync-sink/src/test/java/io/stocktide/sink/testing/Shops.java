package io.stocktide.sink.testing;

import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.util.List;
import java.util.Optional;

/** The shops of the tests. */
public final class Shops {
    public static final String A = "a-shop.myshopify.com";
    public static final String B = "b-shop.myshopify.com";

    /** Configured, but without an admin token. */
    public static final String UNCONNECTED = "c-shop.myshopify.com";

    public static final String TOKEN = "shpat_0123456789abcdef";

    /** Opens every shop over our own REST. */
    public static final String API_TOKEN = "api-token-of-the-shops";

    private Shops() {}

    public static ShopDirectory directory() {
        return ShopDirectory.of(List.of(
                shop(A, Optional.of(new Secret(TOKEN))),
                shop(B, Optional.of(new Secret(TOKEN))),
                shop(UNCONNECTED, Optional.empty())));
    }

    private static ShopConfig shop(String shop, Optional<Secret> token) {
        return new ShopConfig(shop, List.of(), List.of(new Secret(API_TOKEN)), token);
    }
}
