package io.stocktide.simulator.webhook;

import io.stocktide.simulator.config.WebhookConfig;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/** Draws ids and fates of a shop's webhooks from the seed. Callers hold the shop's lock. */
final class FateMint {
    private final SplittableRandom random;
    private final WebhookConfig config;

    FateMint(long seed, WebhookConfig config) {
        this.random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        this.config = config;
    }

    Action action(Instant at) {
        return new Action(uuid(), at);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    Webhook.Fate fate(Instant at) {
        UUID id = uuid();
        boolean duplicated = chance(config.duplicateShare());
        boolean held = chance(config.reorderShare());
        long delayMillis = random.nextLong(config.maxReorderDelayMillis() + 1);
        long duplicateDelayMillis = random.nextLong(config.maxReorderDelayMillis() + 1);
        Instant triggeredAt = at.plusNanos(random.nextInt(1_000));
        return new Webhook.Fate(id, triggeredAt, duplicated, held ? delayMillis : 0, duplicateDelayMillis);
    }

    private UUID uuid() {
        long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
        long variant2 = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(version4, variant2);
    }
}
