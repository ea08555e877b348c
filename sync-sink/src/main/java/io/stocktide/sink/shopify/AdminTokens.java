package io.stocktide.sink.shopify;

import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.util.Optional;

/** What opens a shop at Shopify. Asked before every call, so that a new token is used at once. */
@FunctionalInterface
public interface AdminTokens {
    /** Empty where nothing is to be sent to the shop. */
    Optional<Secret> of(String shop);

    static AdminTokens of(ShopDirectory shops) {
        return shop -> shops.find(shop).flatMap(ShopConfig::adminToken);
    }
}
