package io.stocktide.service.http;

import java.util.Arrays;
import java.util.Optional;

/** Whether a service can do its work now; liveness is only that it answers. */
@FunctionalInterface
public interface Readiness {
    /** Why it is not ready, in one line; empty where it is. Must answer within milliseconds. */
    Optional<String> notReadyBecause();

    /** Ready where all parts are; otherwise the first that is not says why. */
    static Readiness allOf(Readiness... parts) {
        return () -> Arrays.stream(parts)
                .map(Readiness::notReadyBecause)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
