package io.stocktide.simulator.admin;

import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;

/** A call refused before evaluation: {@code data.<field>} is null and {@code errors} carries a code. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    Rejection(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    DataFetcherResult<Object> result(DataFetchingEnvironment env) {
        return DataFetcherResult.newResult()
                .error(GraphqlErrorBuilder.newError(env)
                        .message("%s", getMessage())
                        .extensions(Map.of("code", code))
                        .build())
                .build();
    }
}
