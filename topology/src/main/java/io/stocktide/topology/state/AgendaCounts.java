package io.stocktide.topology.state;

import io.stocktide.topology.questions.Agenda;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What the agenda of one partition holds. */
public final class AgendaCounts {
    /** Beyond it, more is only known to be there. */
    static final int MOST = 100_000;

    private AgendaCounts() {}

    /**
     * How much is due, now or later, by what it is about.
     *
     * @param store the partition's {@code shop-state}
     */
    public static Map<Agenda.Subject, Long> of(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        Map<Agenda.Subject, Long> counts = new EnumMap<>(Agenda.Subject.class);
        try (KeyValueIterator<Bytes, byte[]> keys = store.range(AgendaKey.first(), AgendaKey.last())) {
            for (int seen = 0; seen < MOST && keys.hasNext(); seen++) {
                Bytes key = keys.next().key;
                if (key.compareTo(AgendaKey.last()) < 0) {
                    counts.merge(AgendaKey.subjectOf(key), 1L, Long::sum);
                }
            }
        }
        return counts;
    }
}
