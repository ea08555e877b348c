package io.stocktide.service.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.Problem;
import io.stocktide.service.log.Muted;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes problem details (RFC 9457). */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    static final String CONTENT_TYPE = "application/problem+json";

    private Problems() {}

    public static void write(Context ctx, ProblemException problem) {
        problem.retryAfterSeconds().ifPresent(seconds -> ctx.header("Retry-After", Integer.toString(seconds)));
        write(ctx, problem.status(), problem.slug(), problem.title(), problem.getMessage(), problem.members());
    }

    /** What Javalin itself refuses: an unknown path, a wrong method. */
    static void write(Context ctx, HttpResponseException refused) {
        if (refused instanceof MethodNotAllowedResponse) {
            // Its only detail is the list of methods, under a name that depends on Accept.
            refused.getDetails().values().forEach(methods -> ctx.header("Allow", methods));
        }
        // Javalin's own words repeat the path.
        String title = HttpStatus.forStatus(refused.getStatus()).getMessage();
        write(ctx, refused.getStatus(), "http-" + refused.getStatus(), title, null, Map.of());
    }

    static void writeUnexpected(Context ctx, Exception unexpected) {
        LOG.atError()
                .setCause(Muted.of(unexpected))
                .addKeyValue("route", ctx.endpoint().path)
                .log("request failed unexpectedly");
        write(ctx, 500, "internal", "Internal error", "The fault is ours and has been logged.", Map.of());
    }

    private static void write(
            Context ctx, int status, String slug, String title, String detail, Map<String, Object> members) {
        ctx.status(status).contentType(CONTENT_TYPE).result(body(status, slug, title, detail, members));
    }

    static byte[] body(int status, String slug, String title, String detail, Map<String, Object> members) {
        Problem problem = new Problem("urn:stocktide:problem:" + slug, title, status, detail);
        ObjectNode body = Json.mapper().valueToTree(problem);
        members.forEach((name, value) -> body.set(name, Json.mapper().valueToTree(value)));
        try {
            return Json.mapper().writeValueAsBytes(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a problem always has JSON", e);
        }
    }
}
