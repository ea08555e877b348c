package io.stocktide.sink.connect;

import io.stocktide.schemas.value.CatalogLoad;
import java.util.List;

/** What happens while a shop is connected, for whoever watches. */
public interface ConnectEvents {
    void scopesGranted(List<String> scopes);

    /** It was done; those that stood already are not told. */
    void subscribed(SubscriptionChange change);

    /** All topics come to the address. */
    void subscriptionsStand(int topics, String url);

    /** A load goes on where it was cut off. */
    void takenUpAgain(CatalogLoad load);

    /** A bulk operation reads, in Shopify. */
    void shopifyReads(long variants, long expected);

    /** So much is on {@code snapshots}. */
    void loaded(CatalogLoad load);
}
