package io.stocktide.topology.engine;

import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.facts.Safeguard;
import io.stocktide.topology.facts.Safeguards;
import io.stocktide.topology.stock.Observation;
import io.stocktide.topology.webhooks.WebhookFact;
import io.stocktide.topology.webhooks.WebhookFact.EditSeen;
import io.stocktide.topology.webhooks.WebhookFact.ItemDeleted;
import io.stocktide.topology.webhooks.WebhookFact.ItemSeen;
import io.stocktide.topology.webhooks.WebhookFact.LevelSeen;
import io.stocktide.topology.webhooks.WebhookFact.LocationClosed;
import io.stocktide.topology.webhooks.WebhookFact.OrderSeen;
import io.stocktide.topology.webhooks.WebhookFact.ProductSeen;
import io.stocktide.topology.webhooks.WebhookFact.RefundSeen;
import java.util.List;
import java.util.Map;

/** Posts what a webhook says. */
final class WebhookHandling {
    private final Sitting sitting;
    private final Safeguards safeguards;

    WebhookHandling(Sitting sitting, Safeguards safeguards) {
        this.sitting = sitting;
        this.safeguards = safeguards;
    }

    /** The fact with the order it is about, if it is about one, so that its ledger rows name it. */
    static Fact named(Fact fact, WebhookFact webhook) {
        if (webhook instanceof OrderSeen seen) {
            return fact.withOrder(seen.version().orderId());
        }
        if (webhook instanceof RefundSeen seen) {
            return fact.withOrder(seen.orderId());
        }
        if (webhook instanceof EditSeen seen) {
            return fact.withOrder(seen.edit().orderId());
        }
        return fact;
    }

    void apply(WebhookFact webhook) {
        if (webhook instanceof OrderSeen seen) {
            sitting.orders().see(seen.version(), safeguards.hold(Safeguard.ORDER_VERSIONS));
        } else if (webhook instanceof RefundSeen seen) {
            sitting.orders().see(seen.orderId(), seen.refund());
        } else if (webhook instanceof EditSeen seen) {
            sitting.orders().see(seen.edit());
        } else {
            applyToStock(webhook);
        }
    }

    private void applyToStock(WebhookFact webhook) {
        if (webhook instanceof LevelSeen seen) {
            Observation observation = safeguards.hold(Safeguard.SNAPSHOT_RULE)
                    ? seen.observation()
                    : seen.observation().arrivingAt(sitting.fact().recordMillis() / 1000);
            sitting.stock().observe(seen.itemId(), Map.of(seen.locationId(), observation));
            sitting.isObserved(seen.itemId());
        } else if (webhook instanceof ItemSeen seen) {
            sitting.describe(seen.itemId(), seen.sku(), seen.tracked());
        } else if (webhook instanceof ItemDeleted deleted) {
            sitting.stock().observeAll(deleted.itemId(), Map.of(), deleted.second());
        } else if (webhook instanceof ProductSeen seen) {
            seen.variants().forEach(this::seeVariant);
        } else if (webhook instanceof LocationClosed closed) {
            sitting.stock().closeLocation(closed.locationId(), closed.second());
        }
    }

    private void seeVariant(ProductSeen.Variant variant) {
        sitting.describe(variant.itemId(), variant.sku(), Register.empty());
        Catalog.variantIsKnown(sitting, variant.variantId(), variant.itemId());
    }

    /** Closes the location's levels of these items. */
    void closeLevels(LocationClosed closed, List<Long> itemIds) {
        itemIds.forEach(itemId -> closeLevel(itemId, closed));
    }

    private void closeLevel(long itemId, LocationClosed closed) {
        boolean hasLevel = sitting.state()
                .item(itemId)
                .filter(item -> item.levels().containsKey(closed.locationId()))
                .isPresent();
        if (hasLevel) {
            sitting.stock().observe(itemId, Map.of(closed.locationId(), Observation.gone(closed.second())));
        }
    }
}
