package io.stocktide.topology.reads;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.http.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** What the routes share: query parameters in, JSON out. */
public final class Queries {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    /** For a handler to answer that the caller has the same already. */
    public static final Object NOT_MODIFIED = new Object();

    private static final int NOT_MODIFIED_STATUS = 304;

    private Queries() {}

    /** Throws a 400 where the parameter {@code limit} is none. */
    public static int limit(Context ctx) {
        String limit = ctx.queryParam("limit");
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MAX_LIMIT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw ProblemException.of(400, "bad-limit", "Bad limit", "The limit is a number from 1 to " + MAX_LIMIT + ".");
    }

    /** Null where the parameter is absent; throws a 400 where it is no time. */
    public static Instant time(Context ctx, String name) {
        String time = ctx.queryParam(name);
        try {
            return time == null ? null : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.of(400, "bad-time", "Bad time", name + " is a time such as 2026-11-20T10:00:00Z.");
        }
    }

    /** False where the parameter is absent; throws a 400 where it is neither true nor false. */
    public static boolean flag(Context ctx, String name) {
        String flag = ctx.queryParam(name);
        if (flag == null || flag.equals("false")) {
            return false;
        }
        if (flag.equals("true")) {
            return true;
        }
        throw ProblemException.of(400, "bad-flag", "Bad flag", name + " is true or false.");
    }

    /** @param body one of the contract's records, its JSON as bytes, or {@link #NOT_MODIFIED} */
    public static void answer(Context ctx, Object body) {
        if (body == NOT_MODIFIED) {
            ctx.status(NOT_MODIFIED_STATUS);
            return;
        }
        try {
            byte[] json = body instanceof byte[] made ? made : Json.mapper().writeValueAsBytes(body);
            ctx.contentType("application/json").result(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer always has JSON", e);
        }
    }
}
