package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.simulator.http.FaultPlan;
import io.stocktide.simulator.http.Faults.Kind;
import io.stocktide.sink.delivery.DeliverySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop is down from the moment that it has applied a batch until it has forgotten the batch's key. */
@Tag("faults")
class ForgottenKeyAtShopifyTest {
    /** In place of 24 hours, at the sink and at Shopify alike. */
    private static final Duration KEY_LIFE = Duration.ofSeconds(20);

    private static final Duration BREAKER_AND_MORE = Duration.ofSeconds(90);

    @TempDir
    Path dir;

    @Test
    void what_was_applied_and_never_answered_is_read_back_and_not_applied_again_once_its_key_is_forgotten()
            throws Exception {
        DeliverySettings delivery = DeliverySettings.defaults().withKeyMemory(KEY_LIFE);
        try (Stack stack = new Stack(dir, 2, delivery, config -> config.skus(10).keyLifetime(KEY_LIFE))) {
            stack.simulator().announce("shop-2.myshopify.com");
            Sales.sell(stack, "answered", 1);
            int before = Sales.atShopify(stack);
            await().atMost(BREAKER_AND_MORE)
                    .until(() -> Sales.atShopify(stack) == before - 1
                            && deliveredBatches(stack).size() == 1);

            String answered = deliveredBatches(stack).iterator().next();

            stack.simulator().injectFault(SHOP, Kind.RESET_AFTER, 1);
            stack.simulator().faults().plan(new FaultPlan(1, Map.of(Kind.UNAVAILABLE, 1.0), Set.of(SHOP)));
            Sales.sell(stack, "never-answered", 2);
            await().atMost(BREAKER_AND_MORE).until(() -> Sales.atShopify(stack) == before - 3);
            Instant forgotten = Instant.now().plus(KEY_LIFE);
            await().atMost(BREAKER_AND_MORE).until(() -> Instant.now().isAfter(forgotten));
            stack.simulator().faults().clear();

            await().atMost(BREAKER_AND_MORE).until(() -> deliveredBatches(stack).size() == 2);
            Delivery last = TopicReader.read(stack.bootstrapServers(), Topics.DELIVERIES).stream()
                    .filter(each -> !each.batchId().equals(answered))
                    .findFirst()
                    .orElseThrow();
            assertThat(last.outcome()).isEqualTo(Delivery.Outcome.APPLIED);
            assertThat(last.changes().get(0).code()).isEqualTo("IDEMPOTENCY_KEY_EXPIRED");
            assertThat(stack.agreement().agrees()).isTrue();
            assertThat(Sales.atShopify(stack)).isEqualTo(before - 3);
            assertThat(stack.simulator().progress().keysAppliedAgain()).isZero();
        }
    }

    private static Set<String> deliveredBatches(Stack stack) {
        return TopicReader.read(stack.bootstrapServers(), Topics.DELIVERIES).stream()
                .map(Delivery::batchId)
                .collect(Collectors.toSet());
    }
}
