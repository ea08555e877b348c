package io.stocktide.simulator.book;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Mints ids as large and as uneven as Shopify's: unique over all shops, every fourth item and order past 2^53. */
public final class IdMint {
    /** What an id names; the number is where the ids of that kind begin, in units of 10^12, as seen of Shopify. */
    public enum Kind {
        LOCATION(70),
        PRODUCT(8),
        VARIANT(44),
        ITEM(46),
        LEVEL(112),
        ORDER(5),
        LINE(13),
        CUSTOMER(7),
        ADDRESS(9),
        REFUND(3),
        REFUND_LINE(4),
        FULFILMENT(6),
        EDIT(2),
        ADJUSTMENT(1);

        private final long start;

        Kind(long trillions) {
            this.start = trillions * 1_000_000_000_000L;
        }
    }

    private static final long ROOM_PER_SHOP = 1_000_000_000L;
    private static final long PAST_DOUBLE_PRECISION = 820_982_911_946_154_508L;

    private final Map<Kind, Long> last = new EnumMap<>(Kind.class);
    private final SplittableRandom random;
    private final long offset;

    IdMint(long seed, int shopIndex) {
        this.random = new SplittableRandom(seed);
        this.offset = shopIndex * ROOM_PER_SHOP;
    }

    /** The next id of that kind. Callers hold the shop's lock. */
    public long next(Kind kind) {
        long step = 1 + random.nextLong(40);
        long id = last.merge(kind, kind.start + offset + step, (old, first) -> old + step);
        boolean wide = (kind == Kind.ITEM || kind == Kind.ORDER) && id % 4 == 0;
        return wide ? PAST_DOUBLE_PRECISION + id : id;
    }
}
