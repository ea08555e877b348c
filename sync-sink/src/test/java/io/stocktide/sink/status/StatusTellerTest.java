package io.stocktide.sink.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.shops.Secret;
import io.stocktide.sink.delivery.Backlog;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.shopify.AdminTokens;
import io.stocktide.sink.shopify.CostBudgets;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.Shops;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusTellerTest {
    private final Harness harness = new Harness();
    private final ReadingTimes readings = new ReadingTimes();
    private final MockProducer<String, byte[]> slow =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private boolean caughtUp = true;

    @AfterEach
    void close() {
        harness.close();
    }

    private StatusTeller teller(FactWriter facts) {
        AdminTokens tokens = new AdminTokens() {
            @Override
            public boolean has(String shop) {
                return true;
            }

            @Override
            public CompletableFuture<Secret> of(String shop) {
                return CompletableFuture.completedFuture(new Secret(Shops.TOKEN));
            }
        };
        ShopBoard board = new ShopBoard(
                tokens, harness.gates, new CostBudgets(), new Backlog(), readings, InstantSource.fixed(Harness.NOW));
        return new StatusTeller(List.of(Shops.A, Shops.B), shop -> shop.equals(Shops.A), () -> caughtUp, board, facts);
    }

    @Test
    void a_shop_that_is_ours_is_told_of_once_until_something_changes() {
        StatusTeller teller = teller(harness.facts());
        teller.look();
        teller.look();
        assertThat(harness.written(Topics.SYNC_STATUS))
                .singleElement()
                .satisfies(status -> assertThat(status.shop()).isEqualTo(Shops.A))
                .satisfies(status -> assertThat(status.state()).isEqualTo(SyncStatus.State.OK));

        Instant read = Harness.NOW.minusSeconds(1);
        readings.read(Shops.A, read);
        teller.look();

        assertThat(harness.written(Topics.SYNC_STATUS))
                .extracting(SyncStatus::lastReconciledAt)
                .containsExactly(null, read);
    }

    @Test
    void nothing_is_told_before_it_is_known_what_was_told_before_the_start() {
        caughtUp = false;
        teller(harness.facts()).look();

        assertThat(harness.written(Topics.SYNC_STATUS)).isEmpty();
    }

    @Test
    void where_kafka_takes_nothing_one_record_a_shop_waits_and_it_is_told_again_once_that_has_failed() {
        StatusTeller teller = teller(new FactWriter(slow));
        teller.look();
        readings.read(Shops.A, Harness.NOW);
        teller.look();
        assertThat(slow.history()).hasSize(1);

        slow.errorNext(new TimeoutException("not in time"));
        teller.look();

        assertThat(slow.history()).hasSize(2);
    }
}
