package io.stocktide.service.http;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Ends a request with problem details. The detail is for the caller and holds no secret and nothing of the body. */
public final class ProblemException extends RuntimeException {
    private final int status;
    private final String slug;
    private final String title;
    private final OptionalInt retryAfterSeconds;
    private final transient Map<String, Object> members;

    private ProblemException(
            int status,
            String slug,
            String title,
            String detail,
            OptionalInt retryAfterSeconds,
            Map<String, Object> members) {
        // Problems are answers, not faults: a stack trace for each would be the most costly part of refusing.
        super(detail, null, false, false);
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.retryAfterSeconds = retryAfterSeconds;
        this.members = Map.copyOf(members);
    }

    /**
     * @param status an HTTP status
     * @param slug names the kind of problem, such as {@code bad-signature}
     */
    public static ProblemException of(int status, String slug, String title, String detail) {
        return new ProblemException(status, slug, title, detail, OptionalInt.empty(), Map.of());
    }

    /** A problem that may pass: the answer carries {@code Retry-After}. */
    public static ProblemException retryable(
            int status, String slug, String title, String detail, int retryAfterSeconds) {
        return new ProblemException(status, slug, title, detail, OptionalInt.of(retryAfterSeconds), Map.of());
    }

    /**
     * The same with one member more than every problem has (RFC 9457, 3.2).
     *
     * @param value what the caller may see, as the contract's JSON writes it
     */
    public ProblemException with(String member, Object value) {
        Map<String, Object> more = new TreeMap<>(members);
        more.put(member, value);
        return new ProblemException(status, slug, title, getMessage(), retryAfterSeconds, more);
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public OptionalInt retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Its further members by their names. */
    public Map<String, Object> members() {
        return members;
    }
}
