package io.stocktide.topology.reads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.rest.RedriveRequest;
import io.stocktide.service.http.BoundedBody;
import io.stocktide.service.http.ProblemException;
import java.io.IOException;
import java.util.List;

/** Reads the filter of a redrive from a request's body. */
final class RedriveRequests {
    private static final int MAX_BYTES = 4 * 1024;
    private static final int MAX_DETAIL_CHARS = 400;

    private final SchemaValidator schema = SchemaValidator.of("redrive-request");

    /** Throws a 400 where the body is not JSON or breaks a rule of the schema, and a 413 where it is too large. */
    RedriveRequest read(Context ctx) {
        try {
            JsonNode tree = Json.mapper().readTree(BoundedBody.read(ctx, MAX_BYTES));
            List<String> errors = schema.errorsIn(tree);
            if (!errors.isEmpty()) {
                throw invalid(String.join("; ", errors));
            }
            if (!tree.has("again")) {
                ((com.fasterxml.jackson.databind.node.ObjectNode) tree).put("again", false);
            }
            return Json.mapper().treeToValue(tree, RedriveRequest.class);
        } catch (JsonProcessingException e) {
            throw invalid("Not JSON, or a time that is none.");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static ProblemException invalid(String detail) {
        String shown = detail.length() <= MAX_DETAIL_CHARS ? detail : detail.substring(0, MAX_DETAIL_CHARS) + "…";
        return ProblemException.of(400, "bad-redrive", "Bad redrive", shown);
    }
}
