package io.stocktide.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.Seeds;
import io.stocktide.topology.engine.ShopLife.Place;
import io.stocktide.topology.webhooks.WebhookFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Shop life given to the engine late, twice and out of order. */
class EngineSimulationTest {
    @Test
    void rows_sum_and_pending_deltas_add_up_after_every_fact_and_in_the_end_all_agree() {
        Seeds.forEach(300, random -> {
            LivedRun run = new LivedRun(random, false, false);
            run.live();
            run.comeToRest();
            run.assertThatAllAgree();
        });
    }

    @Test
    void with_counts_rows_sum_after_every_fact_and_in_the_end_all_agree() {
        Seeds.forEach(300, random -> {
            LivedRun run = new LivedRun(random, true, false);
            run.live();
            run.comeToRest();
            run.assertThatAllAgree();
        });
    }

    @Test
    void reservations_hold_only_what_was_there_and_in_the_end_all_agree() {
        Seeds.forEach(300, random -> {
            LivedRun run = new LivedRun(random, false, true);
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
