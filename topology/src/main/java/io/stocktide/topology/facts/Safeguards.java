package io.stocktide.topology.facts;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The safeguards that hold: all of them, but in tests. */
public record Safeguards(Set<Safeguard> missing) {
    public static final Safeguards ALL = new Safeguards(Set.of());

    public Safeguards {
        missing = Set.copyOf(missing);
    }

    public static Safeguards without(Safeguard... missing) {
        return missing.length == 0 ? ALL : new Safeguards(EnumSet.copyOf(Arrays.asList(missing)));
    }

    public boolean hold(Safeguard safeguard) {
        return missing.isEmpty() || !missing.contains(safeguard);
    }
}
