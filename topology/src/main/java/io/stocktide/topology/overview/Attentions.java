package io.stocktide.topology.overview;

import io.stocktide.schemas.rest.Overview.Attention;
import io.stocktide.schemas.rest.SyncStatus;
import java.time.Duration;
import java.util.Optional;

/** Says whether somebody should look at a shop, and why. */
final class Attentions {
    /** What takes longer to reach Shopify is sold there meanwhile. */
    static final Duration SLOW_DRAIN = Duration.ofMinutes(10);

    /** A few are doubts that a look-up has settled; so many are webhooks that never came, or another app's writes. */
    static final int MANY_CORRECTIONS_AN_HOUR = 100;

    private static final int SECONDS_PER_MINUTE = 60;

    private Attentions() {}

    /** @param status with its mismatches; empty where all is well */
    static Optional<Attention> of(SyncStatus status) {
        return reason(status)
                .map(reason -> new Attention(
                        status.shop(), status.state(), reason, status.waitingRows(), status.drainSeconds()));
    }

    /** The more urgent, the lower: what stops a shop comes before what slows it. */
    static int urgency(Attention attention) {
        return switch (attention.state()) {
            case SUSPENDED -> 0;
            case BREAKER_OPEN -> 1;
            case NOT_CONNECTED -> 2;
            case THROTTLED, OK, UNKNOWN -> isSlow(attention.drainSeconds()) ? 3 : 4;
        };
    }

    private static Optional<String> reason(SyncStatus status) {
        return switch (status.state()) {
            case SUSPENDED -> Optional.of("Shopify refuses its token");
            case BREAKER_OPEN -> Optional.of("Shopify does not answer, for " + status.shutSeconds() + " s");
            case NOT_CONNECTED ->
                status.waitingRows() > 0
                        ? Optional.of("there is no token to tell Shopify what waits")
                        : Optional.empty();
            case THROTTLED, OK, UNKNOWN -> slowOrCorrected(status);
        };
    }

    private static Optional<String> slowOrCorrected(SyncStatus status) {
        if (isSlow(status.drainSeconds())) {
            long minutes = Math.round(status.drainSeconds() / SECONDS_PER_MINUTE);
            return Optional.of("what waits takes " + minutes + " min to deliver");
        }
        return status.mismatches() != null && status.mismatches() >= MANY_CORRECTIONS_AN_HOUR
                ? Optional.of("reading it again corrected " + status.mismatches() + " levels in the last hour")
                : Optional.empty();
    }

    private static boolean isSlow(Double drainSeconds) {
        return drainSeconds != null && drainSeconds > SLOW_DRAIN.toSeconds();
    }
}
