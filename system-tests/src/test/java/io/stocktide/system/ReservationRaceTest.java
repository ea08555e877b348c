package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.simulator.book.Item;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clients that race for the last units. {@code -Drounds=50} races more often. */
@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReservationRaceTest {
    private static final int CLIENTS = 16;
    private static final int UNITS = 100;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path dir;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private Stack stack;

    @BeforeAll
    void start() {
        stack = Stack.quiet(dir);
        stack.simulator().announce(Stack.SHOP);
    }

    @AfterAll
    void stop() {
        clients.shutdownNow();
        stack.close();
    }

    @Test
    void of_a_hundred_units_sixteen_racing_clients_reserve_and_sell_exactly_a_hundred() throws Exception {
        for (int round = 0; round < Integer.getInteger("rounds", 3); round++) {
            Item item = Sales.item(stack);
            long location = Sales.location(item);
            stack.simulator().manualEdit(Stack.SHOP, item.id(), location, UNITS);
            await().atMost(SOON).until(() -> available(item, location) == UNITS);

            List<String> held = raceFor(item, location, round);

            assertThat(held).as("held in round %d", round).hasSize(UNITS).doesNotHaveDuplicates();
            assertThat(available(item, location)).isZero();
            sell(held, item, location);
        }
    }

    private long available(Item item, long location) throws Exception {
        for (JsonNode level : stack.item(item.id()).path("levels")) {
            if (level.path("locationId").asLong() == location) {
                return level.path("available").asLong();
            }
        }
        return -1;
    }

    /** Each client asks for one unit after the other until there is none; the ids of what was held. */
    private List<String> raceFor(Item item, long location, int round) throws Exception {
        ConcurrentLinkedQueue<String> held = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        inParallel(() -> {
            HttpResponse<String> answer;
            do {
                answer = reserve("round-" + round + "-" + next.incrementAndGet(), item, location);
                if (answer.statusCode() == 201) {
                    held.add(io.stocktide.schemas.json.Json.mapper()
                            .readTree(answer.body())
                            .path("reservationId")
                            .asText());
                }
            } while (answer.statusCode() == 201);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            return null;
        });
        return List.copyOf(held);
    }

    /** What is unknown is asked again under its key, as a client should. */
    private HttpResponse<String> reserve(String key, Item item, long location) throws Exception {
        String body = ("{\"idempotencyKey\":\"%s\",\"ttlSeconds\":600,\"lines\":[{\"inventoryItemId\":\"%d\","
                        + "\"locationId\":\"%d\",\"quantity\":1}]}")
                .formatted(key, item.id(), location);
        HttpResponse<String> answer = stack.post("/reservations", body);
        return answer.statusCode() == 503 ? reserve(key, item, location) : answer;
    }

    private void sell(List<String> held, Item item, long location) throws Exception {
        ConcurrentLinkedQueue<String> left = new ConcurrentLinkedQueue<>(held);
        inParallel(() -> {
            for (String id = left.poll(); id != null; id = left.poll()) {
                assertThat(stack.post("/reservations/" + id + "/confirm", "").statusCode())
                        .isEqualTo(200);
            }
            return null;
        });
        stack.simulator().journalChannelDelta(Stack.SHOP, item.id(), location, -UNITS);
        await().atMost(SOON)
                .until(() -> stack.simulator()
                                .available(Stack.SHOP, item.id(), location)
                                .orElseThrow()
                        == 0);
        // Until it is told as delivered, a sale that Shopify's level already holds counts twice.
        await().atMost(SOON).until(() -> {
            long available = available(item, location);
            assertThat(available).as("never is too much promised").isLessThanOrEqualTo(0);
            return available == 0;
        });
        assertThat(stack.simulator().mismatches()).isEmpty();
    }

    private void inParallel(Callable<Void> client) throws Exception {
        List<Future<Void>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            running.add(clients.submit(client));
        }
        for (Future<Void> each : running) {
            each.get();
        }
    }
}
