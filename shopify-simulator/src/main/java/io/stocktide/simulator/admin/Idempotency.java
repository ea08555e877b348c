package io.stocktide.simulator.admin;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.StringValue;
import graphql.language.VariableReference;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code @idempotent(key:)} and tells whether two calls say the same. */
final class Idempotency {
    private Idempotency() {}

    /** The key, literal or by variable; without the directive the call is refused, from 2026-04 on. */
    static String key(DataFetchingEnvironment env) {
        return env.getQueryDirectives().getImmediateAppliedDirective("idempotent").stream()
                .findFirst()
                .map(directive -> directive.getArgument("key").<String>getValue())
                .orElseThrow(() -> new Rejection(
                        "BAD_REQUEST",
                        "The @idempotent directive is required for this mutation but was not provided."));
    }

    /** The first key that the document gives. */
    static Optional<String> key(String query, Map<String, Object> variables) {
        try {
            return Parser.parse(query).getDefinitionsOfType(OperationDefinition.class).stream()
                    .flatMap(operation -> operation.getSelectionSet().getSelectionsOfType(Field.class).stream())
                    .flatMap(field -> field.getDirectives("idempotent").stream())
                    .map(directive -> directive.getArgument("key").getValue())
                    .map(value -> value instanceof VariableReference reference
                            ? (String) variables.get(reference.getName())
                            : ((StringValue) value).getValue())
                    .findFirst();
        } catch (InvalidSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Mutation and parameters as they were written: to Shopify, the same fields in another order are another call. */
    static String fingerprint(DataFetchingEnvironment env, Map<String, Object> rawVariables) {
        String written = env.getField().getName()
                + env.getField().getArguments().stream()
                        .map(argument -> print(argument, rawVariables))
                        .collect(Collectors.joining(","));
        return digest(written);
    }

    /** Kept for a day for each of thousands of calls, so it must not be as long as they are. */
    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String print(Argument argument, Map<String, Object> rawVariables) {
        return AstPrinter.printAstCompact(argument) + variables(argument.getValue(), rawVariables);
    }

    private static String variables(Node<?> node, Map<String, Object> rawVariables) {
        String own = node instanceof VariableReference reference
                ? reference.getName() + "=" + rawVariables.get(reference.getName()) + ";"
                : "";
        return own
                + node.getChildren().stream()
                        .map(child -> variables((Node<?>) child, rawVariables))
                        .collect(Collectors.joining());
    }
}
