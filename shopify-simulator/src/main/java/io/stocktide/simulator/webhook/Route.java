package io.stocktide.simulator.webhook;

import java.net.URI;
import java.util.Optional;

/** Where a webhook goes, asked at every attempt. */
interface Route {
    /** Wherever the app's configuration says, for good. */
    Route BY_CONFIGURATION = new Route() {
        @Override
        public Optional<URI> address(URI configured) {
            return Optional.of(configured);
        }

        @Override
        public void gaveUp() {}
    };

    /** Empty once nobody is subscribed any more. */
    Optional<URI> address(URI configured);

    /** Every retry has failed. */
    void gaveUp();

    /** Where the subscription says, as long as it stands: Shopify removes one that fails to the last retry. */
    static Route by(Subscriptions subscriptions, long id) {
        return new Route() {
            @Override
            public Optional<URI> address(URI configured) {
                return subscriptions.find(id).map(Subscription::uri);
            }

            @Override
            public void gaveUp() {
                boolean unused = subscriptions.remove(id);
            }
        };
    }
}
