package io.stocktide.topology.routing;

import java.util.ArrayList;
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
     * @param mayAsk whether another may be asked now: never where the read has come from one, which would let two
     *     instances of different minds send it back and forth
     */
    public static List<Stop> of(Placement placement, HostInfo self, Predicate<HostInfo> mayAsk) {
        List<Stop> stops = new ArrayList<>();
        HostInfo active = placement.active();
        if (active != null && !active.equals(self) && mayAsk.test(active)) {
            stops.add(new Stop(active));
        }
        // Also where the assignment knows of no copy here: it may have come or gone since, and to look costs nothing.
        stops.add(Stop.HERE);
        for (HostInfo standby : placement.standbys()) {
            if (!standby.equals(self) && !standby.equals(active) && mayAsk.test(standby)) {
                stops.add(new Stop(standby));
            }
        }
        return stops;
    }
}
