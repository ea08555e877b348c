package io.stocktide.topology.facts;

import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;
import java.util.Locale;

/** Facts of one shop, each with a place of its own. */
public final class Facts {
    public static final String SHOP = "a-shop.myshopify.com";

    private long offset;

    public Fact next(Cause.Kind kind, long recordMillis) {
        String id = kind.name().toLowerCase(Locale.ROOT) + '-' + offset;
        DeadLetter.Origin origin = new DeadLetter.Origin("facts", 0, offset++, SHOP + '/' + id);
        return new Fact(SHOP, new Cause(kind, id, null, null, null), recordMillis, origin);
    }

    public Fact next() {
        return next(Cause.Kind.WEBHOOK, 1_000_000);
    }
}
