package io.stocktide.schemas.value;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One stage of one call that needs the role {@code operate}. A call that was begun and has no end was cut off: what it
 * had done by then, if anything, is unknown.
 *
 * @param callId the same in all records of the call; a UUID
 * @param service the role of the process that was called, such as {@code topology}
 * @param tokenName names the caller's token and is no secret
 * @param role what the token may do
 * @param route the path with names in braces for what stands in {@code pathIds}
 * @param pathIds what the path named; never what the query or the body held
 * @param status the HTTP status of the answer; null where the call has but begun
 */
public record Audit(
        String callId,
        Stage stage,
        Instant at,
        String shop,
        String service,
        String tokenName,
        String role,
        String method,
        String route,
        Map<String, String> pathIds,
        Integer status) {
    /** How far the call is. */
    public enum Stage {
        /** It is allowed, and nothing is done yet. */
        BEGUN,
        /** It has its answer. */
        ENDED,
        /** Its token's role was too small; nothing is done. */
        REFUSED
    }

    public Audit {
        Objects.requireNonNull(callId);
        Objects.requireNonNull(stage);
        pathIds = pathIds == null ? Map.of() : Map.copyOf(pathIds);
    }

    /** The same call at its end. */
    public Audit ended(Instant endedAt, int answeredStatus) {
        return new Audit(
                callId, Stage.ENDED, endedAt, shop, service, tokenName, role, method, route, pathIds, answeredStatus);
    }
}
