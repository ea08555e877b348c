package io.stocktide.sink.schema;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import io.stocktide.schemas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Shopify's Admin schema, to hold requests against. */
record AdminSchema(GraphQLSchema schema) {
    private static final String DIRECTIVE = "directive @idempotent(key: String!) on FIELD";

    /** The types that the sink uses, kept with the tests. */
    static AdminSchema ofTypesUsed() throws IOException {
        try (InputStream in = AdminSchema.class.getResourceAsStream("/shopify-admin-2026-10.graphql")) {
            return of(new SchemaParser().parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    /** @param file SDL ({@code .graphql}), or an introspection's answer ({@code .json.gz}) */
    static AdminSchema of(Path file) throws IOException {
        if (!file.toString().endsWith(".json.gz")) {
            return of(new SchemaParser().parse(Files.readString(file)));
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            JsonNode data = Json.mapper().readTree(in).path("data");
            var document = new IntrospectionResultToSchema().createSchemaDefinition(asMap(data));
            return of(new SchemaParser().buildRegistry(document));
        }
    }

    /** What is wrong with the document. */
    List<String> errorsIn(String document) {
        return new Validator()
                .validateDocument(schema, Parser.parse(document), Locale.ENGLISH).stream()
                        .map(Object::toString)
                        .toList();
    }

    /** What is wrong with the document and its variables together, as found before anything is answered. */
    List<String> errorsIn(String document, JsonNode variables) {
        ExecutionInput input = ExecutionInput.newExecutionInput(document)
                .variables(asMap(variables))
                .build();
        return GraphQL.newGraphQL(schema).build().execute(input).getErrors().stream()
                // Nobody answers here, and fields that may not be null complain of it.
                .filter(error -> error.getErrorType() != ErrorType.NullValueInNonNullableField)
                .map(Object::toString)
                .toList();
    }

    private static AdminSchema of(TypeDefinitionRegistry registry) {
        if (registry.getDirectiveDefinition("idempotent").isEmpty()) {
            // Enforced at run time, and not in every copy of the schema.
            TypeDefinitionRegistry unused = registry.merge(new SchemaParser().parse(DIRECTIVE));
        }
        return new AdminSchema(UnExecutableSchemaGenerator.makeUnExecutableSchema(registry));
    }

    private static Map<String, Object> asMap(JsonNode tree) {
        return Json.mapper().convertValue(tree, new TypeReference<>() {});
    }
}
