package io.stocktide.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.schemas.value.StockAlert.Kind;
import io.stocktide.topology.Seeds;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.facts.Facts;
import io.stocktide.topology.facts.RecordedEffects;
import io.stocktide.topology.facts.Safeguards;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.Observation;
import io.stocktide.topology.webhooks.WebhookFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LowStockAlertsTest {
    private static final long ITEM = 7001;
    private static final long HERE = 71;
    private static final long THERE = 72;

    /** A shop, and what was said of it. */
    private static final class Told {
        private final ShopEngine engine;
        private final MapShop shop = new MapShop();
        private final RecordedEffects effects = new RecordedEffects();
        private final Facts facts = new Facts();
        /** By location, the item itself under null; the latest wins. */
        private final Map<Long, Long> setAt = new HashMap<>();

        private final Map<Long, Integer> thresholds = new HashMap<>();
        private final Long fallback;
        private boolean rebuilding;

        Told(Long fallback) {
            this.fallback = fallback;
            engine = new ShopEngine(Duration.ofSeconds(60), Safeguards.ALL, fallback);
        }

        Told level(long locationId, long second, Long available) {
            WebhookFact seen = new WebhookFact.LevelSeen(ITEM, locationId, Observation.at(second, available));
            engine.webhook(fact(Cause.Kind.WEBHOOK), seen, shop, effects);
            return this;
        }

        Told event(ChannelEvent.Type type, long second, ChannelLine... lines) {
            String key = "k-" + second;
            Instant at = Instant.ofEpochSecond(second);
            ChannelEvent event = new ChannelEvent(key, type, null, at, List.of(lines));
            engine.channelEvent(fact(Cause.Kind.CHANNEL_EVENT), event, shop, effects);
            return this;
        }

        Told threshold(long second, Long locationId, Integer quantity) {
            if (second > setAt.getOrDefault(locationId, 0L)) {
                setAt.put(locationId, second);
                thresholds.put(locationId, quantity);
            }
            return event(
                    ChannelEvent.Type.THRESHOLD,
                    second,
                    new ChannelLine(null, Long.valueOf(ITEM), locationId, null, quantity));
        }

        Told sale(long second, int units) {
            return event(ChannelEvent.Type.SALE, second, new ChannelLine(null, Long.valueOf(ITEM), HERE, null, units));
        }

        private Fact fact(Cause.Kind kind) {
            Fact next = facts.next(kind, 1_000_000);
            return new Fact(next.shop(), next.cause(), next.recordMillis(), next.origin(), rebuilding);
        }

        List<Kind> kinds() {
            return effects.alerts().stream().map(StockAlert::kind).toList();
        }

        /** By location, the item itself under null. */
        Map<Long, Kind> last() {
            Map<Long, Kind> last = new HashMap<>();
            effects.alerts().forEach(alert -> last.put(alert.locationId(), alert.kind()));
            return last;
        }
    }

    @Test
    void stock_is_low_at_the_threshold_and_restocked_above_it() {
        Told shop = new Told(null).level(HERE, 10, 6L).threshold(1, null, 4);
        assertThat(shop.kinds()).isEmpty();

        shop.sale(20, 1);
        assertThat(shop.kinds()).isEmpty();
        shop.sale(21, 1);
        assertThat(shop.kinds()).containsExactly(Kind.LOW_STOCK);
        shop.sale(22, 1).sale(23, 1);
        assertThat(shop.kinds()).containsExactly(Kind.LOW_STOCK);
        shop.level(HERE, 30, 20L);

        assertThat(shop.kinds()).containsExactly(Kind.LOW_STOCK, Kind.RESTOCKED);
        StockAlert low = shop.effects.alerts().get(0);
        assertThat(low.available()).isEqualTo(4);
        assertThat(low.threshold()).isEqualTo(4);
        assertThat(low.locationId()).isNull();
        assertThat(low.cause().kind()).isEqualTo(Cause.Kind.CHANNEL_EVENT);
    }

    @Test
    void a_level_has_a_threshold_of_its_own() {
        Told shop = new Told(null).level(HERE, 10, 6L).level(THERE, 10, 50L).threshold(1, HERE, 5);

        shop.sale(20, 2);

        assertThat(shop.last()).containsExactly(Map.entry(HERE, Kind.LOW_STOCK));
    }

    @Test
    void what_falls_and_rises_within_one_fact_is_no_news() {
        Told shop = new Told(5L).level(HERE, 10, 6L);

        shop.event(
                ChannelEvent.Type.ADJUSTMENT,
                20,
                new ChannelLine(null, Long.valueOf(ITEM), HERE, null, -3),
                new ChannelLine(null, Long.valueOf(ITEM), HERE, null, 3));

        assertThat(shop.kinds()).isEmpty();
    }

    @Test
    void without_a_threshold_the_fallback_holds_and_without_both_nothing_is_said() {
        assertThat(new Told(null).level(HERE, 10, 0L).kinds()).isEmpty();
        assertThat(new Told(3L).level(HERE, 10, 3L).kinds()).containsExactly(Kind.LOW_STOCK);
        assertThat(new Told(3L).threshold(1, null, 1).level(HERE, 10, 3L).kinds())
                .isEmpty();
        assertThat(new Told(3L)
                        .threshold(1, null, 1)
                        .level(HERE, 10, 3L)
                        .threshold(2, null, null)
                        .kinds())
                .containsExactly(Kind.LOW_STOCK);
    }

    @Test
    void a_threshold_taken_away_takes_the_alert_back() {
        Told shop = new Told(null).level(HERE, 10, 2L).threshold(1, null, 4).threshold(2, null, null);

        assertThat(shop.kinds()).containsExactly(Kind.LOW_STOCK, Kind.RESTOCKED);
    }

    @Test
    void the_latest_threshold_by_the_channels_clock_holds_whichever_came_first() {
        Told shop = new Told(null).threshold(5, null, 2).threshold(4, null, 100).level(HERE, 10, 50L);

        assertThat(shop.kinds()).isEmpty();
    }

    @Test
    void an_untracked_item_is_not_low() {
        Told shop = new Told(5L).level(HERE, 10, null);

        assertThat(shop.kinds()).isEmpty();
    }

    @Test
    void in_any_order_of_facts_the_last_alert_of_each_agrees_with_its_stock() {
        Seeds.forEach(300, random -> {
            List<Consumer<Told>> facts = life(random);
            for (int order = 0; order < 5; order++) {
                Told shop = new Told(random.nextBoolean() ? 6L : null);
                Seeds.permuted(facts, random).forEach(fact -> {
                    fact.accept(shop);
                    assertAgreement(shop);
                });
            }
        });
    }

    @Test
    void after_a_replay_only_what_differs_from_what_was_said_is_news() {
        Seeds.forEach(300, random -> {
            List<Consumer<Told>> before = life(random);
            Long fallback = random.nextBoolean() ? 6L : null;
            Told live = new Told(fallback);
            before.forEach(fact -> fact.accept(live));
            Told replayed = new Told(fallback);
            replayed.rebuilding = true;
            before.forEach(fact -> fact.accept(replayed));
            replayed.rebuilding = false;
            int said = live.effects.alerts().size();
            replayed.effects.alerts().clear();

            for (Consumer<Told> after : life(random)) {
                after.accept(live);
                after.accept(replayed);
            }

            assertThat(replayed.kinds())
                    .isEqualTo(live.kinds().subList(said, live.kinds().size()));
        });
    }

    private static List<Consumer<Told>> life(Random random) {
        List<Consumer<Told>> facts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long second = 1_000L * i + 1 + random.nextInt(900);
            long place = random.nextBoolean() ? HERE : THERE;
            Long ofThreshold = random.nextBoolean() ? null : (Long) place;
            int units = 1 + random.nextInt(12);
            facts.add(
                    switch (random.nextInt(4)) {
                        case 0 -> shop -> shop.level(place, second, (long) units);
                        case 1 -> shop -> shop.threshold(second, ofThreshold, units);
                        case 2 -> shop -> shop.threshold(second, ofThreshold, null);
                        default -> shop -> shop.sale(second, units / 4 + 1);
                    });
        }
        return facts;
    }

    private static void assertAgreement(Told told) {
        Item item = told.shop.item(ITEM).orElseThrow();
        Integer own = told.thresholds.get(null);
        assertAgreement(told, null, item.availableOverAll(), own == null ? told.fallback : Long.valueOf(own));
        for (long location : List.of(HERE, THERE)) {
            Integer here = told.thresholds.get(location);
            boolean stocked = item.levels().containsKey(location);
            Long available = stocked ? item.availableAt(item.levels().get(location)) : null;
            assertAgreement(told, location, available, here == null ? null : Long.valueOf(here));
        }
    }

    /** Without a figure there is nothing to agree with. */
    private static void assertAgreement(Told told, Long place, Long available, Long threshold) {
        if (available != null) {
            boolean low = threshold != null && available <= threshold;
            assertThat(told.last().getOrDefault(place, Kind.RESTOCKED) == Kind.LOW_STOCK)
                    .isEqualTo(low);
        }
    }
}
