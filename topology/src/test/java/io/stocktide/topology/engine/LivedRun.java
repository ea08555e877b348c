package io.stocktide.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.webhooks.WebhookFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One run: what is under way to the engine, and what is under way to Shopify. */
final class LivedRun {
    private static final int STEPS = 120;

    private final Random random;
    private final boolean counts;
    private final boolean reserves;
    private final ShopLife life;
    private final EngineRun engine = new EngineRun();
    private final List<Runnable> underWay = new ArrayList<>();
    private final List<Batch> atShopify = new ArrayList<>();

    LivedRun(Random random, boolean counts, boolean reserves) {
        this.random = random;
        this.counts = counts;
        this.reserves = reserves;
        this.life = new ShopLife(random);
    }

    EngineRun engine() {
        return engine;
    }

    void live() {
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
        } else if (choice < 6 && reserves) {
            command();
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

    /** A channel asks for units, or ends what it holds; or time does. */
    private void command() {
        if (random.nextInt(3) == 0) {
            engine.expireOne(random);
        } else {
            ChannelEvent command = life.command(engine.held());
            underWay.add(() -> engine.command(command));
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
    void comeToRest() {
        engine.expireAll();
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

    void assertThatAllAgree() {
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
