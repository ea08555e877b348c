package io.stocktide.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.service.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a body by its JSON Schema. A 400 says where it is wrong and by which rule, never what stood there. */
final class JsonBodyReader {
    private static final int MAX_ERRORS = 10;
    /** An unknown field's name is part of its error and may be as long as the body. */
    private static final int MAX_ERROR_CHARS = 200;

    private final SchemaValidator schema;
    private final String slug;
    private final String title;

    /**
     * @param schema see {@link SchemaValidator#of}
     * @param slug of the problem that a body which breaks a rule is answered with
     * @param title of that problem
     */
    JsonBodyReader(String schema, String slug, String title) {
        this.schema = SchemaValidator.of(schema);
        this.slug = slug;
        this.title = title;
    }

    /** Throws a 400 where the bytes are not JSON or break a rule of the schema. */
    JsonNode read(byte[] body) {
        JsonNode tree = parse(body);
        refuseWhereAny(schema.errorsIn(tree));
        return tree;
    }

    /**
     * Throws a 400 where a number does not fit its field: the schema bounds an id by its digits, and some numbers of 19
     * digits pass 2^63 all the same.
     */
    <T> T convert(JsonNode tree, Class<T> type) {
        try {
            return Json.mapper().treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw invalid(location(e) + ": is out of range");
        }
    }

    /**
     * Throws a 400 that lists the errors, where there are any.
     *
     * @param errors one each, as "location: rule"
     */
    void refuseWhereAny(List<String> errors) {
        if (!errors.isEmpty()) {
            throw invalid(errors.stream()
                    .limit(MAX_ERRORS)
                    .map(error -> error.length() <= MAX_ERROR_CHARS ? error : error.substring(0, MAX_ERROR_CHARS) + "…")
                    .collect(Collectors.joining("; ")));
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw ProblemException.of(400, "malformed-json", "Malformed JSON", "Not JSON, at line " + line + ".");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static String location(JsonProcessingException e) {
        List<Reference> path = e instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
        return path.stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("/", "/", ""));
    }

    private ProblemException invalid(String detail) {
        return ProblemException.of(400, slug, title, detail);
    }
}
