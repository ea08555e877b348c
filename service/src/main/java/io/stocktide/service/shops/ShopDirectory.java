package io.stocktide.service.shops;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shops that are configured, by domain. */
public final class ShopDirectory {
    private final Map<String, ShopConfig> shops;

    private ShopDirectory(Map<String, ShopConfig> shops) {
        this.shops = shops;
    }

    /** Throws {@link ConfigException} where a shop stands twice. */
    public static ShopDirectory of(List<ShopConfig> shops) {
        Map<String, ShopConfig> byDomain = new LinkedHashMap<>();
        for (ShopConfig shop : shops) {
            if (byDomain.put(shop.shop(), shop) != null) {
                throw new ConfigException("the shop " + shop.shop() + " stands twice in the shops file");
            }
        }
        return new ShopDirectory(byDomain);
    }

    public Optional<ShopConfig> find(String shop) {
        return Optional.ofNullable(shops.get(shop));
    }

    public Collection<ShopConfig> all() {
        return shops.values();
    }
}
