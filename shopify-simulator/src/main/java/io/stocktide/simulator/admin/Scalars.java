package io.stocktide.simulator.admin;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Shopify's scalars, of which the served fields only give values out. */
final class Scalars {
    /** ISO 8601 in UTC at one-second resolution, as on Shopify's wire. */
    static final GraphQLScalarType DATE_TIME = scalar(
            "DateTime",
            value -> ((Instant) value).truncatedTo(ChronoUnit.SECONDS).toString());

    /** A string, since the numbers pass 2^53. */
    static final GraphQLScalarType UNSIGNED_INT_64 = scalar("UnsignedInt64", Object::toString);

    static final GraphQLScalarType URL = scalar("URL", Object::toString);

    private Scalars() {}

    private static GraphQLScalarType scalar(String name, java.util.function.Function<Object, String> print) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new Coercing<Object, String>() {
                    @Override
                    public String serialize(Object value, GraphQLContext context, Locale locale) {
                        return print.apply(value);
                    }

                    @Override
                    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
                        return input.toString();
                    }

                    @Override
                    public Object parseLiteral(
                            Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
                        return ((StringValue) input).getValue();
                    }
                })
                .build();
    }
}
