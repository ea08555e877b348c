package io.stocktide.topology.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.schemas.rest.AsOf;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What reads are answered from, and how asking other instances goes. */
public final class ReadMetrics {
    /** What became of asking another instance. */
    enum Hop {
        /** It gave an answer, be it that there is no such item. */
        ANSWERED,
        /** It has no copy that may answer. */
        UNAVAILABLE,
        /** It refused: its key or its clock is another. */
        REFUSED,
        /** It could not be reached, or was not in time. */
        FAILED,
        /** It was not asked, since too many are being asked. */
        NOT_SENT
    }

    private final Map<AsOf.Role, Counter> local = new EnumMap<>(AsOf.Role.class);
    private final Map<Hop, Counter> hops = new EnumMap<>(Hop.class);
    private final Counter unanswered;

    public ReadMetrics(MeterRegistry registry) {
        for (AsOf.Role role : AsOf.Role.values()) {
            local.put(
                    role,
                    Counter.builder("stocktide.reads.local")
                            .description("Reads answered from a copy on this instance")
                            .tag("role", role.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        for (Hop hop : Hop.values()) {
            hops.put(
                    hop,
                    Counter.builder("stocktide.reads.hops")
                            .description("Reads that another instance was asked for")
                            .tag("outcome", hop.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        unanswered = Counter.builder("stocktide.reads.unanswered")
                .description("Reads for which no copy was found that may answer")
                .register(registry);
    }

    public void local(AsOf.Role role) {
        local.get(role).increment();
    }

    void hop(Hop outcome) {
        hops.get(outcome).increment();
    }

    public void unanswered() {
        unanswered.increment();
    }
}
