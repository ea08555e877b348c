package io.stocktide.simulator.admin;

import graphql.schema.DataFetchingEnvironment;
import java.util.Map;

/** What every fetcher may ask of the request it serves. */
final class AdminContext {
    static final String SHOP = "shop";
    static final String RAW_VARIABLES = "rawVariables";

    private AdminContext() {}

    static ShopAdmin shop(DataFetchingEnvironment env) {
        return env.getGraphQlContext().get(SHOP);
    }

    static Map<String, Object> rawVariables(DataFetchingEnvironment env) {
        return env.getGraphQlContext().get(RAW_VARIABLES);
    }
}
