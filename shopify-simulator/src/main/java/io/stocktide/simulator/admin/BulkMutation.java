package io.stocktide.simulator.admin;

import graphql.GraphQL;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import graphql.validation.Validator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code bulkOperationRunQuery}. */
final class BulkMutation implements DataFetcher<Object> {
    /** The payload. */
    record Payload(BulkOperation bulkOperation, List<UserErrors.Entry> userErrors) {}

    @Override
    public Object get(DataFetchingEnvironment env) {
        String query = env.getArgument("query");
        UserErrors errors = new UserErrors();
        if (!isQuery(env.getGraphQLSchema(), query)) {
            errors.add("INVALID", "Invalid bulk query.", "query");
            return new Payload(null, errors.entries());
        }
        GraphQL graphQl = GraphQL.newGraphQL(env.getGraphQLSchema()).build();
        Optional<BulkOperation> started = AdminContext.shop(env).bulk().start(graphQl, query);
        if (started.isEmpty()) {
            errors.add("OPERATION_IN_PROGRESS", "A bulk query operation for this app and shop is already in progress.");
        }
        return new Payload(started.orElse(null), errors.entries());
    }

    private static boolean isQuery(GraphQLSchema schema, String text) {
        try {
            Document document = Parser.parse(text);
            List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
            return operations.size() == 1
                    && operations.get(0).getOperation() == OperationDefinition.Operation.QUERY
                    && new Validator()
                            .validateDocument(schema, document, Locale.ENGLISH)
                            .isEmpty();
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }
}
