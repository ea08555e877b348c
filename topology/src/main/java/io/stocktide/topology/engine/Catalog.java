package io.stocktide.topology.engine;

/** What follows from learning of a variant. */
final class Catalog {
    private Catalog() {}

    /** The variant has this item: remembers it, and lets the orders move that waited for it. */
    static void variantIsKnown(Sitting sitting, long variantId, long itemId) {
        if (sitting.state().itemOf(variantId).isEmpty()) {
            sitting.state().put(variantId, itemId);
            sitting.questions().variantIsAnswered(variantId);
            sitting.orders().variantIsKnown(variantId);
        }
    }
}
