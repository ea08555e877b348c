package io.stocktide.topology.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Whom to ask for a partition's state, one after the other: the active copy, then a standby here, which is nearer than
 * one elsewhere, then the other standbys.
 */
public final class Itinerary {
    /**
     * One to ask.
     *
     * @param host null for this instance itself
     */
    public record Stop(HostInfo host) {
        public static final Stop HERE = new Stop(null);

        public boolean isHere() {
            return host == null;
        }
    }

    private Itinerary() {}

    /**
     * @param self as the others know this instance
     * @param mayHop false where the read has come from another instance, which would let two of different minds send it
     *     back and forth
     * @param isDown whether a host has just not answered: it is asked when nobody else has
     */
    public static List<Stop> of(Placement placement, HostInfo self, boolean mayHop, Predicate<HostInfo> isDown) {
        if (!mayHop) {
            return List.of(Stop.HERE);
        }
        List<Stop> stops = new ArrayList<>();
        HostInfo active = placement.active();
        if (active != null && !active.equals(self)) {
            stops.add(new Stop(active));
        }
        // Also where the assignment knows of no copy here: it may have come or gone since, and to look costs nothing.
        stops.add(Stop.HERE);
        for (HostInfo standby : placement.standbys()) {
            if (!standby.equals(self) && !standby.equals(active)) {
                stops.add(new Stop(standby));
            }
        }
        // The sort is stable: those that are down keep their order too.
        stops.sort(Comparator.comparing(stop -> !stop.isHere() && isDown.test(stop.host())));
        return stops;
    }
}
