package io.stocktide.system.simulation;

/**
 * Something that happens in a life. It draws all chance from its own seed, so that a list of steps stays a life when
 * some of them are left out.
 */
record Step(Kind kind, long seed) {
    /** What happens; the weight says how often. */
    enum Kind {
        ORDER(14),
        TILL_ORDER(5),
        EDIT_ADDS(5),
        EDIT_REMOVES(3),
        CANCEL(3),
        REFUND(8),
        FULFIL(4),
        TELL_AGAIN(4),
        MERCHANT_CHANGES(10),
        CONNECT(3),
        DISCONNECT(3),
        CLOSE_LOCATION(1),
        TELL_PRODUCT(3),
        CHANNEL(18),
        COUNT(4),
        RESERVE(8),
        END_RESERVATION(6),
        READ(3),
        PAUSE(2);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        int weight() {
            return weight;
        }

        /** Whether it happens at Shopify alone, and so needs no decision of the topology's. */
        boolean isShopifys() {
            return compareTo(CHANNEL) < 0;
        }
    }
}
