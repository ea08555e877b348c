package io.stocktide.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.http.ProblemException;

/** JSON in and out: lets through what says that it is, and answers with it. */
final class JsonContent {
    private static final String JSON = "application/json";

    private JsonContent() {}

    /** Throws a 415 unless the content type is {@code application/json}, with or without parameters. */
    static void require(Context ctx) {
        String type = ctx.contentType();
        int parameters = type == null ? -1 : type.indexOf(';');
        String essence = parameters < 0 ? type : type.substring(0, parameters);
        if (essence == null || !essence.strip().equalsIgnoreCase(JSON)) {
            throw ProblemException.of(
                    415, "unsupported-media-type", "Unsupported media type", "Send the body as " + JSON + ".");
        }
    }

    /** @param body one of the contract's records */
    static void answer(Context ctx, int status, Object body) {
        try {
            ctx.status(status).contentType(JSON).result(Json.mapper().writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of the contract always has JSON", e);
        }
    }
}
