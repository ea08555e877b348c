package io.stocktide.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.Seeds;
import io.stocktide.topology.engine.ShopLife.Place;
import io.stocktide.topology.webhooks.WebhookFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Shop life given to the engine late, twice and out of order. */
class EngineSimulationTest {
    private static final int STEPS = 120;

    /** One run: what is under way to the engine, and what is under way to Shopify. */
    private static final class Run {
        private final Random random;
        private final boolean counts;
        private final ShopLife life;
        private final EngineRun engine = new EngineRun();
        private final List<Runnable> underWay = new ArrayList<>();
        private final List<Batch> atShopify = new ArrayList<>();

        private Run(Random random, boolean counts) {
            this.random = random;
            this.counts = counts;
            this.life = new ShopLife(random);
        }

        private void live() {
            for (int i = 0; i < STEPS; i++) {
                step();
                tell();
                while (!underWay.isEmpty() && random.nextInt(3) != 0) {
                    arrive();
                }
            }
            while (!underWay.isEmpty()) {
                arrive();
            }
        }

        private void step() {
            int choice = random.nextInt(10);
            if (choice < 5) {
                life.happen();
            } else if (choice < 7) {
                ChannelEvent event = life.channel(counts);
                underWay.add(() -> engine.channel(event));
            } else if (choice < 9) {
                deliver();
            } else {
                Snapshot snapshot = life.snapshot(ShopLife.ITEMS.get(random.nextInt(2)));
                underWay.add(() -> engine.snapshot(snapshot));
            }
        }

        private void tell() {
            for (WebhookFact webhook : life.takeTold()) {
                underWay.add(() -> engine.webhook(webhook));
                if (random.nextInt(6) == 0) {
                    underWay.add(() -> engine.webhook(webhook));
                }
            }
        }

        private void arrive() {
            underWay.remove(random.nextInt(underWay.size())).run();
            for (Batch batch = engine.takeBatch(); batch != null; batch = engine.takeBatch()) {
                atShopify.add(batch);
            }
        }

        private void deliver() {
            if (!atShopify.isEmpty()) {
                Batch batch = atShopify.remove(random.nextInt(atShopify.size()));
                if (random.nextInt(8) == 0) {
                    // The sink gives it up, and knows better after its restart.
                    engine.delivery(life.abandon(batch));
                }
                Delivery delivery = life.deliver(batch);
                underWay.add(() -> engine.delivery(delivery));
            }
        }

        /** Everything arrives, and Shopify's figures are read once more. */
        private void comeToRest() {
            for (int i = 0; i < 50; i++) {
                while (!atShopify.isEmpty()) {
                    deliver();
                    tell();
                }
                life.pass(5);
                for (long itemId : ShopLife.ITEMS) {
                    Snapshot snapshot = life.snapshot(itemId);
                    underWay.add(() -> engine.snapshot(snapshot));
                }
                while (!underWay.isEmpty()) {
                    arrive();
                }
            }
            assertThat(atShopify).isEmpty();
        }

        private void assertThatAllAgree() {
            Map<String, String> ours = new TreeMap<>();
            Map<String, String> theirs = new TreeMap<>();
            for (long itemId : ShopLife.ITEMS) {
                engine.levels(itemId).forEach((locationId, level) -> ours.put(itemId + "@" + locationId, told(level)));
            }
            life.held()
                    .forEach((place, now) -> theirs.put(
                            place.itemId() + "@" + place.locationId(),
                            now + " unsettled 0 pending 0 " + StockLevel.Status.IN_SYNC));
            assertThat(ours).isEqualTo(theirs);
        }

        private static String told(StockLevel level) {
            return level.available() + " unsettled " + level.unsettled() + " pending " + level.pendingPush() + " "
                    + level.status();
        }
    }

    @Test
    void rows_sum_and_pending_deltas_add_up_after_every_fact_and_in_the_end_all_agree() {
        Seeds.forEach(300, random -> {
            Run run = new Run(random, false);
            run.live();
            run.comeToRest();
            run.assertThatAllAgree();
        });
    }

    @Test
    void with_counts_rows_sum_after_every_fact_and_in_the_end_all_agree() {
        Seeds.forEach(300, random -> {
            Run run = new Run(random, true);
            run.live();
            run.comeToRest();
            run.assertThatAllAgree();
        });
    }

    @Test
    void the_same_webhooks_in_any_order_end_in_the_same_stock_once_shopifys_figures_are_read() {
        Seeds.forEach(20, random -> {
            ShopLife life = new ShopLife(random);
            List<WebhookFact> webhooks = lived(life);
            life.pass(5);
            Map<String, String> first = null;
            for (int i = 0; i < 50; i++) {
                EngineRun engine = arrived(Seeds.shuffled(webhooks, random));
                ShopLife.ITEMS.forEach(itemId -> engine.snapshot(life.snapshot(itemId)));
                Map<String, String> stock = stock(engine);
                first = first == null ? stock : first;
                assertThat(stock).isEqualTo(first);
            }
        });
    }

    @Test
    void before_that_too_any_order_ends_the_same_and_overstates_no_level() {
        Seeds.forEach(50, random -> {
            ShopLife life = new ShopLife(random);
            List<WebhookFact> webhooks = lived(life);
            Map<String, String> first = stock(arrived(webhooks));
            for (int i = 0; i < 20; i++) {
                EngineRun engine = arrived(Seeds.shuffled(webhooks, random));
                assertThat(stock(engine)).isEqualTo(first);
                assertThat(overstated(engine, life)).isEmpty();
            }
        });
    }

    private static List<WebhookFact> lived(ShopLife life) {
        for (int i = 0; i < 60; i++) {
            life.happen();
        }
        return life.takeTold();
    }

    private static EngineRun arrived(List<WebhookFact> webhooks) {
        EngineRun engine = new EngineRun();
        webhooks.forEach(engine::webhook);
        return engine;
    }

    private static Map<String, String> stock(EngineRun engine) {
        Map<String, String> stock = new TreeMap<>();
        engine.effects().stock().forEach((key, level) -> stock.put(key, level.toString()));
        return stock;
    }

    private static List<String> overstated(EngineRun engine, ShopLife life) {
        List<String> over = new ArrayList<>();
        for (long itemId : ShopLife.ITEMS) {
            engine.levels(itemId).forEach((locationId, level) -> {
                Long truth = life.held().get(new Place(itemId, locationId));
                if (level.available() > (truth == null ? 0 : truth)) {
                    over.add(itemId + "@" + locationId + ": " + level.available() + " of " + truth);
                }
            });
        }
        return over;
    }
}
