package io.stocktide.system.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A life by seed.
 *
 * @param posterIsTold whether a product ever tells of the poster; otherwise only answers to questions do
 */
record Life(long seed, boolean posterIsTold, List<Step> steps) {
    static Life of(long seed, int events) {
        Random random = new Random(seed);
        boolean posterIsTold = random.nextBoolean();
        List<Step.Kind> wheel = wheel(random.nextInt(3) == 0, random.nextBoolean());
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            steps.add(new Step(wheel.get(random.nextInt(wheel.size())), random.nextLong()));
        }
        return new Life(seed, posterIsTold, steps);
    }

    /** Of Shopify's doings alone. */
    static Life atShopify(long seed, int events) {
        Life life = of(seed, events * 2);
        return life.with(life.steps().stream()
                .filter(step -> step.kind().isShopifys() || step.kind() == Step.Kind.READ)
                .limit(events)
                .toList());
    }

    Life with(List<Step> fewer) {
        return new Life(seed, posterIsTold, fewer);
    }

    private static List<Step.Kind> wheel(boolean counts, boolean reservations) {
        List<Step.Kind> wheel = new ArrayList<>();
        for (Step.Kind kind : Step.Kind.values()) {
            boolean left = switch (kind) {
                case COUNT -> counts;
                case RESERVE, END_RESERVATION -> reservations;
                default -> true;
            };
            for (int i = 0; left && i < kind.weight(); i++) {
                wheel.add(kind);
            }
        }
        return wheel;
    }
}
