package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.simulator.book.Item;
import io.stocktide.standalone.check.StockCheck;
import io.stocktide.standalone.cli.Stocktide;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A marketplace sells for hours under a SKU that two items bear. */
@Tag("faults")
class RedriveOfManyTest {
    private static final int SALES = 10_000;
    private static final long OTHER_ITEM = 6001;
    private static final int CLIENTS = 16;
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    @Test
    void ten_thousand_letters_are_redriven_and_at_shopify_within_a_minute_and_once() throws Exception {
        try (Stack stack = Stack.quiet(dir)) {
            stack.simulator().announce(SHOP);
            stack.simulator().announce("shop-2.myshopify.com");
            Item item = Sales.item(stack);
            int before = Sales.atShopify(stack);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> stack.item(item.id()).path("sku").asText().equals(item.sku()));
            stock(stack, "connect", Sales.location(item));
            bear(stack, item.sku(), "2026-11-20T10:00:00Z");
            sell(stack, item);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(
                            () -> assertThat(stack.deadLetters("ambiguous_sku")).isEqualTo(SALES));
            bear(stack, "another", "2026-11-20T11:00:00Z");
            stock(stack, "disconnect", Sales.location(item));

            long startedNanos = System.nanoTime();
            assertThat(redrive(stack)).isZero();
            Duration written = Duration.ofNanos(System.nanoTime() - startedNanos);
            await().atMost(AT_MOST).until(() -> Sales.atShopify(stack) == before - SALES);
            Duration taken = Duration.ofNanos(System.nanoTime() - startedNanos);

            System.out.printf(
                    "%,d letters: %d ms to redrive, %d ms until Shopify had all%n",
                    SALES, written.toMillis(), taken.toMillis());
            assertThat(taken).isLessThan(AT_MOST);
            assertThat(redrive(stack)).isZero();
            StockCheck.Outcome outcome = stack.agreement();
            assertThat(outcome.agrees()).as(outcome::toString).isTrue();
            assertThat(Sales.atShopify(stack)).isEqualTo(before - SALES);
        }
    }

    /** Its line for each letter is left unsaid. */
    private static int redrive(Stack stack) {
        PrintStream said = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return Stocktide.run(
                    "dead-letters",
                    "redrive",
                    "--all",
                    "--cause",
                    "ambiguous_sku",
                    "--limit",
                    Integer.toString(SALES),
                    "--bootstrap-servers",
                    stack.bootstrapServers());
        } finally {
            System.setOut(said);
        }
    }

    private static void sell(Stack stack, Item item) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int sale = 0; sale < SALES; sale++) {
                String json = ("{\"idempotencyKey\":\"m-%d\",\"type\":\"sale\",\"occurredAt\":\"2026-11-20T10:00:00Z\","
                                + "\"lines\":[{\"sku\":\"%s\",\"locationId\":\"%d\",\"quantity\":1}]}")
                        .formatted(sale, item.sku(), Sales.location(item));
                answers.add(clients.submit(() -> stack.event(json)));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(202);
            }
        } finally {
            clients.shutdownNow();
        }
        stack.simulator().journalChannelDelta(SHOP, item.id(), Sales.location(item), -SALES);
    }

    /** The other item is stocked where the first is, or no longer. */
    private static void stock(Stack stack, String change, long locationId) throws Exception {
        String level =
                "{\"inventory_item_id\":%d,\"location_id\":%d,\"available\":0,\"updated_at\":\"2026-11-20T10:00:00Z\"}"
                        .formatted(OTHER_ITEM, locationId);
        assertThat(stack.webhook(change, "inventory_levels/" + change, level)).isEqualTo(200);
    }

    /** A product comes into the catalog, or changes, whose item bears the SKU. */
    private static void bear(Stack stack, String sku, String updatedAt) throws Exception {
        String product =
                "{\"id\":1,\"updated_at\":\"%s\",\"variants\":[{\"id\":%d,\"inventory_item_id\":%d,\"sku\":\"%s\"}]}"
                        .formatted(updatedAt, OTHER_ITEM + 1, OTHER_ITEM, sku);
        assertThat(stack.webhook("named-" + sku, "products/update", product)).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stack.item(OTHER_ITEM).path("sku").asText().equals(sku));
    }
}
