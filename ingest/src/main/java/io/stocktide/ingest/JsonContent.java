package io.stocktide.ingest;

import io.javalin.http.Context;
import io.stocktide.service.http.ProblemException;

/** Lets through what says that it is JSON. */
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
}
