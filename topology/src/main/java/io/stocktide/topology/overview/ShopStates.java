package io.stocktide.topology.overview;

import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.schemas.rest.SyncStatus.State;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How the delivery to each shop of the directory stands, as the sink last told. */
final class ShopStates {
    private final ShopDirectory directory;
    private final List<String> shops;
    private final Map<String, SyncStatus> byShop = new ConcurrentHashMap<>();

    ShopStates(ShopDirectory directory) {
        this.directory = directory;
        this.shops = directory.all().stream().map(ShopConfig::shop).sorted().toList();
    }

    /** A record of {@code sync-status}; of a shop that is not configured here nobody may ask. */
    void take(String key, SyncStatus status) {
        if (key != null
                && status != null
                && key.equals(Keys.sync(status.shop()))
                && directory.find(status.shop()).isPresent()) {
            byShop.put(status.shop(), status);
        }
    }

    /** All that are configured, in the order of their domains. */
    List<String> shops() {
        return shops;
    }

    SyncStatus of(String shop) {
        SyncStatus status = byShop.get(shop);
        return status == null ? SyncStatus.unknown(shop) : status;
    }

    long count(State state) {
        return byShop.values().stream().filter(each -> each.state() == state).count();
    }
}
