package io.stocktide.topology.engine;

import io.stocktide.schemas.value.Erasure;
import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.facts.MalformedFactException;
import io.stocktide.topology.webhooks.WebhookFact.ComplianceAsked;
import java.time.Instant;

/** Passes on what Shopify's compliance webhooks ask for. A customer's request moves no stock. */
final class Compliance {
    private Compliance() {}

    static void ask(Fact fact, ComplianceAsked asked, ShopState state, Effects effects) {
        if (!fact.shop().equalsIgnoreCase(asked.shopDomain())) {
            // Only the body is signed: whoever got hold of one could aim it at another shop by its header.
            throw new MalformedFactException("wrong_shop", "the body is not about the shop that the header names");
        }
        if (asked.kind() == Erasure.Kind.SHOP_REDACT) {
            state.beginErasure();
        }
        effects.erasure(new Erasure(
                fact.shop(),
                fact.cause().id(),
                asked.kind(),
                asked.customerId(),
                asked.orderIds(),
                asked.dataRequestId(),
                fact.origin().partition(),
                fact.origin().offset(),
                Instant.ofEpochMilli(fact.recordMillis())));
    }
}
