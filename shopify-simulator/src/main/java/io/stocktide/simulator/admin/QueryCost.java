package io.stocktide.simulator.admin;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.math.BigInteger;
import java.util.Map;

/**
 * What a request costs. Mutations as observed of Shopify: 10, and 13 where the changes are asked for. Shopify publishes
 * no formula for connections; here an object costs one point and a page one more for every ten nodes asked for.
 */
final class QueryCost {
    private static final int MUTATION = 10;
    private static final int CHANGES = 3;

    private final Document document;
    private final Map<String, Object> variables;

    QueryCost(Document document, Map<String, Object> variables) {
        this.document = document;
        this.variables = variables;
    }

    /** Points requested by the operation of that name, or by the first one. */
    int of(String operationName) {
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(o -> operationName == null || operationName.equals(o.getName()))
                .findFirst()
                .map(this::operation)
                .orElse(1);
    }

    private int operation(OperationDefinition operation) {
        if (operation.getOperation() != OperationDefinition.Operation.MUTATION) {
            return Math.max(1, children(operation.getSelectionSet()));
        }
        return operation.getSelectionSet().getSelectionsOfType(Field.class).stream()
                .mapToInt(field -> MUTATION + (field.getName().endsWith("Quantities") ? CHANGES : 0))
                .sum();
    }

    private int children(SelectionSet set) {
        return set == null
                ? 0
                : set.getSelections().stream().mapToInt(this::selection).sum();
    }

    private int selection(Selection<?> selection) {
        if (selection instanceof Field field) {
            return field(field);
        }
        if (selection instanceof InlineFragment inline) {
            return children(inline.getSelectionSet());
        }
        String name = ((FragmentSpread) selection).getName();
        return document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .filter(fragment -> fragment.getName().equals(name))
                .mapToInt(fragment -> children(fragment.getSelectionSet()))
                .sum();
    }

    private int field(Field field) {
        if (field.getSelectionSet() == null) {
            return 0;
        }
        int pages = field.getArguments().stream()
                .filter(argument -> argument.getName().equals("first"))
                .mapToInt(this::tens)
                .sum();
        return 1 + pages + children(field.getSelectionSet());
    }

    private int tens(Argument first) {
        Object value = first.getValue();
        if (value instanceof VariableReference reference) {
            value = variables.get(reference.getName());
        } else if (value instanceof IntValue literal) {
            value = literal.getValue();
        }
        long nodes = value instanceof BigInteger || value instanceof Number ? ((Number) value).longValue() : 0;
        return (int) ((nodes + 9) / 10);
    }
}
