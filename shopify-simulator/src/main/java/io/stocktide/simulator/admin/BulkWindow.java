package io.stocktide.simulator.admin;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;

/** What a bulk operation takes of its root connection at a time; connections below are taken whole. */
record BulkWindow(int from, int size) {
    static final String KEY = "bulkWindow";

    <T> List<T> of(DataFetchingEnvironment env, List<T> all) {
        if (env.getExecutionStepInfo().getPath().getLevel() > 1) {
            return all;
        }
        return all.subList(Math.min(from, all.size()), Math.min(from + size, all.size()));
    }
}
