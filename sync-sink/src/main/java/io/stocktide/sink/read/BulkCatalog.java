package io.stocktide.sink.read;

import io.stocktide.sink.shopify.ShopifyError;
import java.util.Optional;

/** Has Shopify read the whole catalog into a file. Throws {@link ReadFailed}. */
public final class BulkCatalog {
    private final ShopReader shop;

    public BulkCatalog(ShopReader shop) {
        this.shop = shop;
    }

    /** The id of the operation begun; empty where as many as Shopify allows are still under way after a minute. */
    public Optional<String> start() {
        try {
            return Optional.of(shop.ask(CatalogDocuments.runBulk())
                    .payload()
                    .path("bulkOperation")
                    .path("id")
                    .asText());
        } catch (ReadFailed e) {
            if (e.error() == ShopifyError.OPERATION_IN_PROGRESS || e.error() == ShopifyError.LIMIT_REACHED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** How far it is; one that Shopify does not know (any more) has the status GONE. */
    public BulkStatus status(String id) {
        return BulkStatus.in(shop.ask(CatalogDocuments.bulkStatus(id)).payload().path(0));
    }
}
