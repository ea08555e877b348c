package io.stocktide.topology.reads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.service.http.ProblemException;
import java.io.IOException;
import java.util.List;

/**
 * Reads one of the contract's records from a request's body.
 *
 * @param <T> the record
 */
public final class JsonBody<T> {
    private static final int MAX_DETAIL_CHARS = 400;

    private final SchemaValidator schema;
    private final Class<T> type;
    private final String slug;
    private final String title;

    /**
     * @param schemaName as {@link SchemaValidator#of} takes it
     * @param slug names the problem of a body that is none
     */
    public JsonBody(String schemaName, Class<T> type, String slug, String title) {
        this.schema = SchemaValidator.of(schemaName);
        this.type = type;
        this.slug = slug;
        this.title = title;
    }

    /** Throws a 400 where the body is not JSON or breaks a rule of the schema. */
    public T parse(byte[] body) {
        try {
            JsonNode tree = Json.mapper().readTree(body);
            List<String> errors = schema.errorsIn(tree);
            if (!errors.isEmpty()) {
                throw invalid(String.join("; ", errors));
            }
            return Json.mapper().treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw invalid("Not JSON, or a time or number that is none.");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private ProblemException invalid(String detail) {
        String shown = detail.length() <= MAX_DETAIL_CHARS ? detail : detail.substring(0, MAX_DETAIL_CHARS) + "…";
        return ProblemException.of(400, slug, title, shown);
    }
}
