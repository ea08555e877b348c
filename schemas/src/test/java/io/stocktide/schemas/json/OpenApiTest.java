package io.stocktide.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenApiTest {
    static Stream<String> schemas() throws IOException {
        return read("/openapi.json").at("/components/schemas").propertyStream().map(schema -> schema.getKey());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void the_description_repeats_the_schema(String name) throws IOException {
        ObjectNode schema = (ObjectNode) read("/schemas/" + name + ".schema.json");
        schema.remove(List.of("$schema", "$id"));

        assertThat(read("/openapi.json").at("/components/schemas/" + name)).isEqualTo(schema);
    }

    @Test
    void every_reference_leads_to_a_schema() throws IOException {
        JsonNode description = read("/openapi.json");

        assertThat(description.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(ref ->
                        assertThat(description.at(ref.substring(1)).isObject()).isTrue());
    }

    @Test
    void every_route_that_takes_a_token_tells_how_it_may_refuse_one() throws IOException {
        assertThat(read("/openapi.json").get("paths").properties())
                .isNotEmpty()
                .allSatisfy(path -> path.getValue()
                        .valueStream()
                        .filter(operation -> operation.has("security"))
                        .forEach(operation -> assertThat(
                                        operation.get("responses").fieldNames())
                                .toIterable()
                                .as(operation.get("operationId").textValue())
                                .contains("401", "429")
                                // A shop may not be there.
                                .contains(path.getKey().contains("{shop}") ? "404" : "401")));
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream in = OpenApiTest.class.getResourceAsStream(name)) {
            return Json.mapper().readTree(in);
        }
    }
}
