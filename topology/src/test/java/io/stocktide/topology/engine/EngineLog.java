package io.stocktide.topology.engine;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.facts.Facts;
import io.stocktide.topology.facts.RecordedEffects;
import io.stocktide.topology.webhooks.WebhookFact;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What a run of the engine has read and decided, as its topics hold it. */
final class EngineLog {
    /** Takes a record in, in a replay. */
    @FunctionalInterface
    private interface Reading {
        void into(Replay replay);
    }

    /** The state that a replay builds. */
    private static final class Replay {
        private final ShopEngine engine = new ShopEngine(Duration.ofSeconds(60));
        private final MapShop shop = new MapShop();
        private final RecordedEffects effects = new RecordedEffects();
        private final Set<String> landed = new HashSet<>();
    }

    private final List<Reading> webhooks = new ArrayList<>();
    private final List<Reading> snapshots = new ArrayList<>();
    private final List<Reading> events = new ArrayList<>();
    private final List<Reading> deliveries = new ArrayList<>();
    private final List<Reading> batches = new ArrayList<>();
    private final List<Reading> replies = new ArrayList<>();
    private final Facts places = new Facts();

    void webhook(Fact fact, WebhookFact webhook) {
        webhooks.add(replay -> replay.engine.webhook(past(fact), webhook, replay.shop, replay.effects));
    }

    void snapshot(Fact fact, Snapshot snapshot) {
        snapshots.add(replay -> replay.engine.snapshot(past(fact), snapshot, replay.shop, replay.effects));
    }

    void event(Fact fact, ChannelEvent event) {
        events.add(replay -> replay.engine.channelEvent(past(fact), event, replay.shop, replay.effects));
    }

    void delivery(Fact fact, Delivery delivery) {
        deliveries.add(replay -> {
            replay.landed.add(delivery.batchId());
            replay.engine.delivery(past(fact), delivery, replay.shop, replay.effects);
        });
    }

    void decided(List<Batch> formed, List<ReservationReply> answered) {
        batches.clear();
        replies.clear();
        formed.forEach(batch -> batches.add(replay -> replay.engine.batch(
                past(places.next(Cause.Kind.DELIVERY, 1_000_000)),
                batch,
                replay.landed.contains(batch.batchId()),
                replay.shop,
                replay.effects)));
        answered.forEach(reply -> replies.add(replay -> replay.engine.reply(
                past(places.next(Cause.Kind.RESERVATION, 1_000_000)), reply, replay.shop, replay.effects)));
    }

    /** Reads all of it again: each topic in its order, or in any where order must not matter, and the topics mixed. */
    MapShop replayed(Random random) {
        Replay replay = new Replay();
        List<Deque<Reading>> topics = new ArrayList<>();
        for (List<Reading> ordered : List.of(events, deliveries, batches, replies)) {
            topics.add(new ArrayDeque<>(ordered));
        }
        for (List<Reading> unordered : List.of(webhooks, snapshots)) {
            List<Reading> mixed = new ArrayList<>(unordered);
            java.util.Collections.shuffle(mixed, random);
            topics.add(new ArrayDeque<>(mixed));
        }
        topics.removeIf(Deque::isEmpty);
        while (!topics.isEmpty()) {
            Deque<Reading> next = topics.get(random.nextInt(topics.size()));
            next.poll().into(replay);
            topics.removeIf(Deque::isEmpty);
        }
        org.assertj.core.api.Assertions.assertThat(replay.effects.batches()).isEmpty();
        org.assertj.core.api.Assertions.assertThat(replay.effects.replies()).isEmpty();
        return replay.shop;
    }

    private static Fact past(Fact fact) {
        return new Fact(fact.shop(), fact.cause(), fact.recordMillis(), fact.origin(), true);
    }
}
