package io.stocktide.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Checks a JSON tree against one of the contract's schemas (JSON Schema 2020-12). */
public final class SchemaValidator {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Schema schema;

    private SchemaValidator(Schema schema) {
        this.schema = schema;
    }

    /**
     * @param name a file under {@code /schemas} without its ending, such as {@code channel-event}
     * @throws IllegalArgumentException where there is no such schema
     */
    public static SchemaValidator of(String name) {
        try (InputStream in = SchemaValidator.class.getResourceAsStream("/schemas/" + name + ".schema.json")) {
            if (in == null) {
                throw new IllegalArgumentException("no schema named " + name);
            }
            return new SchemaValidator(REGISTRY.getSchema(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong, one line each, as "location: rule"; empty where the tree is valid. */
    public List<String> errorsIn(JsonNode tree) {
        return schema.validate(tree).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }
}
