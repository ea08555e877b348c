package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.config.Plan;
import io.stocktide.simulator.http.FaultPlan;
import io.stocktide.simulator.http.Faults.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One shop of several hangs, by turns with times in which none does: what the others notice of it. */
@Tag("faults")
class HangingShopTest {
    private static final String HANGING = Stack.SHOP;
    private static final int SHOPS = 6;
    private static final int EVENTS_PER_SECOND = 48;
    private static final int TURNS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration WINDOW = Duration.ofSeconds(12);
    /** Until the last call that hangs has been given up by its timeout, and the next has been answered. */
    private static final Duration AFTERMATH = Duration.ofSeconds(14);
    /** What two runs of the same may differ by on a machine that does other work beside. */
    private static final double NOISE_MILLIS = 25;

    @TempDir
    Path dir;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final AtomicLong sent = new AtomicLong();
    private final List<Window> windows = Collections.synchronizedList(new ArrayList<>());

    private record Window(boolean hanging, Instant from, Instant until) {
        boolean holds(long timeMillis) {
            return timeMillis >= from.toEpochMilli() && timeMillis < until.toEpochMilli();
        }
    }

    @Test
    void a_shop_that_hangs_for_a_minute_moves_the_others_p99_by_less_than_a_tenth() throws Exception {
        try (Stack stack = new Stack(dir, SHOPS, config -> config.skus(10).plan(Plan.ENTERPRISE))) {
            stack.simulator().config().shops().domains().forEach(stack.simulator()::announce);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stack.simulator().progress().webhooksPending() == 0);
            var sales = timer.scheduleAtFixedRate(
                    () -> sell(stack), 0, 1_000_000 / EVENTS_PER_SECOND, TimeUnit.MICROSECONDS);
            schedule(stack);
            await().atMost(Duration.ofMinutes(4)).until(() -> windows.size() == 2 * TURNS);
            sales.cancel(false);

            assertThat(stack.agreement().agrees()).isTrue();
            judge(latencies(stack, true), latencies(stack, false));
        } finally {
            timer.shutdownNow();
        }
    }

    private void schedule(Stack stack) {
        Duration turn = WINDOW.plus(AFTERMATH).plus(WINDOW);
        for (int n = 0; n < TURNS; n++) {
            Duration begin = WARM_UP.plus(turn.multipliedBy(n));
            at(begin, () -> hang(stack, 1));
            at(begin.plus(WINDOW), () -> {
                hang(stack, 0);
                over(true);
            });
            at(begin.plus(turn), () -> over(false));
        }
    }

    private void at(Duration delay, Runnable step) {
        var unused = timer.schedule(step, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void hang(Stack stack, double share) {
        stack.simulator().faults().plan(new FaultPlan(1, Map.of(Kind.HANG, share), Set.of(HANGING)));
    }

    private void over(boolean hanging) {
        Instant now = Instant.now();
        windows.add(new Window(hanging, now.minus(WINDOW), now));
    }

    /** The shops by turns, and each shop's items by turns. */
    private void sell(Stack stack) {
        long n = sent.getAndIncrement();
        String shop = "shop-" + (1 + n % SHOPS) + ".myshopify.com";
        List<Item> items =
                stack.simulator().items(shop).stream().filter(Item::tracked).toList();
        Item item = items.get((int) (n / SHOPS % items.size()));
        long location = item.levelList().get(0).location().id();
        String sale = ("{\"idempotencyKey\":\"s-%d\",\"type\":\"sale\",\"occurredAt\":\"%s\",\"lines\":"
                        + "[{\"inventoryItemId\":\"%d\",\"locationId\":\"%d\",\"quantity\":1}]}")
                .formatted(n, Instant.now(), item.id(), location);
        stack.simulator().journalChannelDelta(shop, item.id(), location, -1);
        var unused = stack.eventLater(shop, sale);
    }

    /**
     * Of each window, from the fact that made a batch to Shopify's answer on its topic, sorted; of all shops but the
     * one that hangs.
     */
    private List<List<Long>> latencies(Stack stack, boolean hanging) {
        RawTopics topics = new RawTopics(stack.bootstrapServers());
        Map<String, Long> answeredMillis = new HashMap<>();
        topics.read(Topics.DELIVERIES.name()).forEach(record -> answeredMillis.put(key(record), record.timestamp()));
        List<ConsumerRecord<byte[], byte[]>> batches = topics.read(Topics.BATCHES.name()).stream()
                .filter(record -> record.key() != null && !key(record).startsWith(HANGING + '/'))
                .toList();
        return windows.stream()
                .filter(window -> window.hanging() == hanging)
                .map(window -> batches.stream()
                        .filter(record -> window.holds(record.timestamp()))
                        .map(record -> answeredMillis.get(key(record)) - record.timestamp())
                        .sorted()
                        .toList())
                .toList();
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    /** The median window of each sort: one that other work on the machine disturbed tells nothing of the shop. */
    private static void judge(List<List<Long>> beside, List<List<Long>> alone) {
        List<Long> besideP99 = p99s(beside);
        List<Long> aloneP99 = p99s(alone);
        System.out.printf(
                "p99 of deliveries by window: beside a shop that hangs %s ms, without %s ms%n", besideP99, aloneP99);
        assertThat((double) percentile(besideP99, 0.5)).isLessThan(1.1 * percentile(aloneP99, 0.5) + NOISE_MILLIS);
    }

    private static List<Long> p99s(List<List<Long>> windows) {
        assertThat(windows).hasSize(TURNS).allSatisfy(each -> assertThat(each).hasSizeGreaterThan(100));
        return windows.stream().map(each -> percentile(each, 0.99)).sorted().toList();
    }

    private static long percentile(List<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }
}
