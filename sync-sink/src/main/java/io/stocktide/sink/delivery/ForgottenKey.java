package io.stocktide.sink.delivery;

import io.stocktide.schemas.value.BatchChange;
import io.stocktide.sink.read.LevelState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What Shopify's levels tell of an adjustment whose idempotency key it has forgotten: to send it once more could apply
 * it twice. Shopify applies all rows or none, so that each row may tell of all:
 *
 * <ul>
 *   <li>A level that has not changed since the batch could first have been sent: none was applied. That is certain.
 *   <li>A level that changed while the batch was being sent, to just what the row makes of the figure held before: all
 *       were applied. Wrong only where something else made just that change in that time and no other row objects.
 *   <li>A level that holds the figure of before although it has changed: not applied, if all rows lower. Where that is
 *       wrong, Shopify's figure is too low, and never too high.
 * </ul>
 *
 * <p>Where rows contradict each other or none tells anything, since orders have moved every level meanwhile, nothing is
 * concluded: somebody has to count.
 */
final class ForgottenKey {
    /** Shopify's times are cut to the second, and its clock is not ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    enum Verdict {
        APPLIED,
        NOT_APPLIED,
        UNKNOWN
    }

    /** @param at when Shopify applied it, by its clock; null where it did not, or nobody knows */
    record Judgement(Verdict verdict, Instant at) {
        private static Judgement of(Verdict verdict) {
            return new Judgement(verdict, null);
        }
    }

    private record Seen(BatchChange row, LevelState level) {
        boolean hasMade(long change) {
            return row.heldBefore() != null
                    && level.available() != null
                    && level.available().longValue() == row.heldBefore() + change;
        }

        boolean changedBefore(Instant time) {
            return level.updatedAt() != null && level.updatedAt().isBefore(time);
        }
    }

    private final Tried tried;
    private final List<Seen> seen;

    /** @param levels one for each row; empty where it is not stocked there any more */
    ForgottenKey(List<BatchChange> rows, List<Optional<LevelState>> levels, Tried tried) {
        this.tried = tried;
        this.seen = IntStream.range(0, rows.size())
                .boxed()
                .flatMap(i -> levels.get(i).map(level -> new Seen(rows.get(i), level)).stream())
                .toList();
    }

    Judgement judge() {
        if (seen.stream().anyMatch(this::isUntouched)) {
            return Judgement.of(Verdict.NOT_APPLIED);
        }
        boolean anyAsBefore = seen.stream().anyMatch(each -> each.hasMade(0));
        Optional<Instant> appliedAt = applied().min(Instant::compareTo);
        if (appliedAt.isPresent() && !anyAsBefore) {
            return new Judgement(Verdict.APPLIED, appliedAt.get());
        }
        boolean allLower = seen.stream().allMatch(each -> each.row().delta() < 0);
        return Judgement.of(anyAsBefore && appliedAt.isEmpty() && allLower ? Verdict.NOT_APPLIED : Verdict.UNKNOWN);
    }

    private boolean isUntouched(Seen each) {
        return each.changedBefore(tried.since().minus(CLOCKS_DIFFER))
                || (each.changedBefore(tried.since()) && each.hasMade(0));
    }

    private Stream<Instant> applied() {
        Instant until = tried.until().map(time -> time.plus(CLOCKS_DIFFER)).orElse(Instant.MAX);
        return seen.stream()
                .filter(each -> each.hasMade(each.row().delta()) && each.changedBefore(until))
                .map(each -> each.level().updatedAt())
                .filter(Objects::nonNull);
    }
}
