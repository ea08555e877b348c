package io.stocktide.topology.streams;

import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.state.BufferedStore;
import io.stocktide.topology.state.ShopErasure;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases the shops of a task that asked for it, a step at a time, so that each transaction stays small. */
final class ErasureSteps {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureSteps.class);
    private static final int KEYS_AT_ONCE = 1_000;

    private final BufferedStore shopStore;
    private final BufferedStore historyStore;
    private final Effects effects;
    /** True at first: a restart may have come in the middle. */
    private boolean maybeUnderWay = true;

    ErasureSteps(BufferedStore shopStore, BufferedStore historyStore, Effects effects) {
        this.shopStore = shopStore;
        this.historyStore = historyStore;
        this.effects = effects;
    }

    void mayHaveBegun() {
        maybeUnderWay = true;
    }

    /** Drops some keys of one shop. Returns whether there is anything to write. */
    boolean step() {
        if (!maybeUnderWay) {
            return false;
        }
        Optional<ShopErasure> underWay = ShopErasure.underWay(shopStore, historyStore);
        underWay.ifPresent(this::step);
        maybeUnderWay = underWay.isPresent();
        return maybeUnderWay;
    }

    private void step(ShopErasure erasure) {
        String shop = erasure.shop();
        boolean done = erasure.step(KEYS_AT_ONCE, (item, locationId) -> effects.unstock(shop, item.id(), locationId));
        if (done) {
            LOG.atInfo().addKeyValue("shop", shop).log("the shop's state is erased");
        }
    }
}
