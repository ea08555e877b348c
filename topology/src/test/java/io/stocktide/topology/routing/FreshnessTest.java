package io.stocktide.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.topology.state.InputPositions;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private final LagRing ring = new LagRing(10);
    private final Freshness freshness = new Freshness(ring);
    private final KeyValueStore<Bytes, byte[]> store = store();

    @Test
    void a_copy_that_is_being_filled_cannot_tell_its_lag_until_it_has_come_near() {
        sample(secondsAgo(2), 10, 100);
        assertThat(freshness.lagMillis(0, store)).isEmpty();

        contains(10, 50);
        assertThat(freshness.lagMillis(0, store)).isEmpty();

        contains(10, 100);
        assertThat(freshness.lagMillis(0, store).getAsLong()).isBetween(2_000L, 60_000L);
    }

    @Test
    void lag_grows_while_the_brokers_do_not_answer() {
        contains(10, 100);
        sample(secondsAgo(90), 10, 100);

        assertThat(freshness.lagMillis(0, store).getAsLong()).isGreaterThanOrEqualTo(90_000);
        assertThat(freshness.activeLagMillis(0, store).getAsLong()).isGreaterThanOrEqualTo(90_000);
    }

    @Test
    void an_active_copy_that_lost_the_race_once_is_looked_at_again() {
        contains(10, 100);
        sample(secondsAgo(90), 10, 100);
        sample(secondsAgo(1), 10, 101);
        assertThat(freshness.activeLagMillis(0, store).getAsLong()).isGreaterThanOrEqualTo(90_000);

        contains(10, 101);
        assertThat(freshness.activeLagMillis(0, store).getAsLong()).isBetween(1_000L, 60_000L);

        sample(secondsAgo(0), 10, 102);
        assertThat(freshness.activeLagMillis(0, store).getAsLong()).isBetween(1_000L, 60_000L);
    }

    private static long secondsAgo(int seconds) {
        return System.nanoTime() - Duration.ofSeconds(seconds).toNanos();
    }

    private void sample(long atNanos, long webhooks, long channelEvents) {
        ring.add(new LagRing.Sample(atNanos, new long[][] {{webhooks, channelEvents, 0, 0}}));
    }

    /** The first so many records of each. */
    private void contains(long webhooks, long channelEvents) {
        InputPositions positions = new InputPositions(store);
        positions.note(Topics.WEBHOOKS.name(), webhooks - 1);
        positions.note(Topics.CHANNEL_EVENTS.name(), channelEvents - 1);
        positions.flush();
    }

    private static KeyValueStore<Bytes, byte[]> store() {
        KeyValueStore<Bytes, byte[]> store =
                Stores.inMemoryKeyValueStore("memory").get();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }
}
