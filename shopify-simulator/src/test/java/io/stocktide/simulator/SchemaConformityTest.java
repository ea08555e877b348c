package io.stocktide.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.introspection.IntrospectionQuery;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.stocktide.simulator.admin.AdminApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Holds the served schema against Shopify's own introspection: run with {@code -Dshopify.introspection=FILE.json.gz}. */
class SchemaConformityTest {
    private static final String PROPERTY = "shopify.introspection";

    @Test
    void everyServedFieldAndArgumentHasShopifysTypeAndEveryEnumItsValues() throws IOException {
        String file = System.getProperty(PROPERTY, "");
        assumeTrue(!file.isBlank(), "no -D" + PROPERTY + ": the schema is not held against Shopify's");
        Map<String, JsonNode> shopifys = types(read(Path.of(file)).at("/data/__schema/types"));
        List<String> differences = new ArrayList<>();

        for (JsonNode served : ownTypes()) {
            String name = served.get("name").asText();
            if (!name.startsWith("__")
                    && !List.of("String", "Int", "Boolean", "ID").contains(name)) {
                compare(name, served, shopifys.get(name), differences);
            }
        }

        assertThat(differences).isEmpty();
    }

    private static void compare(String name, JsonNode served, JsonNode shopifys, List<String> differences) {
        if (shopifys == null) {
            differences.add(name + " is not a type of Shopify's");
            return;
        }
        for (String part : List.of("fields", "inputFields", "args")) {
            Map<String, JsonNode> theirs = types(shopifys.path(part));
            for (JsonNode field : served.path(part)) {
                String path = name + "." + field.get("name").asText();
                JsonNode their = theirs.get(field.get("name").asText());
                if (their == null) {
                    differences.add(path + " is not Shopify's");
                } else if (!signature(field.get("type")).equals(signature(their.get("type")))) {
                    differences.add(path + " is " + signature(their.get("type")));
                } else {
                    compare(path, field, their, differences);
                }
            }
        }
        if (served.path("enumValues").size() != shopifys.path("enumValues").size()) {
            differences.add(name + " has other values");
        }
    }

    private static String signature(JsonNode type) {
        return switch (type.get("kind").asText()) {
            case "NON_NULL" -> signature(type.get("ofType")) + "!";
            case "LIST" -> "[" + signature(type.get("ofType")) + "]";
            default -> type.get("name").asText();
        };
    }

    private static Map<String, JsonNode> types(JsonNode list) {
        Map<String, JsonNode> byName = new HashMap<>();
        list.forEach(node -> byName.put(node.get("name").asText(), node));
        return byName;
    }

    private static JsonNode ownTypes() throws IOException {
        try (InputStream sdl = AdminApi.class.getResourceAsStream("admin-2026-10.graphqls")) {
            var schema = new SchemaGenerator()
                    .makeExecutableSchema(
                            new SchemaParser().parse(new InputStreamReader(sdl, StandardCharsets.UTF_8)),
                            RuntimeWiring.MOCKED_WIRING);
            Map<String, Object> answer = graphql.GraphQL.newGraphQL(schema)
                    .build()
                    .execute(IntrospectionQuery.INTROSPECTION_QUERY)
                    .toSpecification();
            return Listener.MAPPER.valueToTree(answer).at("/data/__schema/types");
        }
    }

    private static JsonNode read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file)) {
            return Listener.MAPPER.readTree(file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw);
        }
    }
}
