package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.simulator.book.Item;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sales at a marketplace of the simulated shop's first tracked item. */
final class Sales {
    /** Of a batch that no topology formed. */
    static final String BATCH_ID = "7b1c2f3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c";

    private Sales() {}

    static Item item(Stack stack) {
        return stack.simulator().items(SHOP).stream()
                .filter(Item::tracked)
                .findFirst()
                .orElseThrow();
    }

    static long location(Item item) {
        return item.levelList().get(0).location().id();
    }

    static int atShopify(Stack stack) {
        Item item = item(stack);
        return stack.simulator().available(SHOP, item.id(), location(item)).orElseThrow();
    }

    /** Reports a sale once the item is known here; what happened stands in the simulator's journal too. */
    static void sell(Stack stack, String idempotencyKey, int units) throws Exception {
        Item item = item(stack);
        if (stack.item(item.id()).isMissingNode()) {
            stack.simulator().announce(SHOP);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stack.item(item.id()).path("levels").size()
                        == item.levelList().size());
        String sale = ("{\"idempotencyKey\":\"%s\",\"type\":\"sale\",\"occurredAt\":\"2026-11-20T10:00:00Z\",\"lines\":"
                        + "[{\"inventoryItemId\":\"%d\",\"locationId\":\"%d\",\"quantity\":%d}]}")
                .formatted(idempotencyKey, item.id(), location(item), units);
        assertThat(stack.event(sale)).isEqualTo(202);
        stack.simulator().journalChannelDelta(SHOP, item.id(), location(item), -units);
    }

    /** A batch that would take one unit away. */
    static String batch(Stack stack) {
        Item item = item(stack);
        BatchChange change = new BatchChange(item.id(), location(item), -1, null, null, 0, "nobody");
        Batch batch = new Batch(BATCH_ID, SHOP, Batch.Kind.ADJUST, 1, Instant.now(), List.of(change));
        byte[] json = Topics.BATCHES.valueSerde().serializer().serialize(Topics.BATCHES.name(), batch);
        return new String(json, StandardCharsets.UTF_8);
    }
}
