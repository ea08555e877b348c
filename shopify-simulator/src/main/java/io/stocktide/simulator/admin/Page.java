package io.stocktide.simulator.admin;

import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;

/** One page of a connection. Cursors name the last element seen, opaque to callers. */
record Page<T>(List<T> nodes, List<Edge<T>> edges, PageInfo pageInfo) {
    /** Shopify refuses pages without a size; 250 is its largest. */
    private static final int LARGEST = 250;

    private static final String LAST_ID = "{\"last_id\":";

    /** A node and where it stands. */
    record Edge<T>(String cursor, T node) {}

    /** The ends of the page. */
    record PageInfo(String startCursor, String endCursor, boolean hasNextPage, boolean hasPreviousPage) {}

    /** The page that the arguments {@code first} and {@code after} ask for. */
    static <T> Page<T> of(DataFetchingEnvironment env, Collection<T> all, ToLongFunction<T> idOf) {
        BulkWindow window = env.getGraphQlContext().get(BulkWindow.KEY);
        if (window != null) {
            return of(window.of(env, List.copyOf(all)), idOf);
        }
        Integer first = env.getArgument("first");
        if (first == null || first < 0 || first > LARGEST) {
            throw new Rejection("BAD_REQUEST", "you must provide first, between 0 and " + LARGEST + ".");
        }
        String after = env.getArgument("after");
        List<T> list = List.copyOf(all);
        int from = after == null ? 0 : 1 + position(list, idOf, after);
        int to = Math.min(list.size(), from + first);
        List<Edge<T>> edges = edges(list.subList(from, to), idOf);
        return new Page<>(list.subList(from, to), edges, info(edges, from > 0, to < list.size()));
    }

    private static <T> Page<T> of(List<T> nodes, ToLongFunction<T> idOf) {
        List<Edge<T>> edges = edges(nodes, idOf);
        return new Page<>(nodes, edges, info(edges, false, false));
    }

    private static <T> List<Edge<T>> edges(List<T> nodes, ToLongFunction<T> idOf) {
        List<Edge<T>> edges = new ArrayList<>();
        for (T node : nodes) {
            edges.add(new Edge<>(cursor(idOf.applyAsLong(node)), node));
        }
        return edges;
    }

    private static <T> PageInfo info(List<Edge<T>> edges, boolean before, boolean beyond) {
        String start = edges.isEmpty() ? null : edges.get(0).cursor();
        String end = edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor();
        return new PageInfo(start, end, beyond, before);
    }

    private static <T> int position(List<T> list, ToLongFunction<T> idOf, String cursor) {
        long id = lastId(cursor);
        for (int n = 0; n < list.size(); n++) {
            if (idOf.applyAsLong(list.get(n)) == id) {
                return n;
            }
        }
        throw notOne();
    }

    private static long lastId(String cursor) {
        try {
            String json = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Long.parseLong(json.substring(LAST_ID.length(), json.indexOf(',')));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw notOne();
        }
    }

    private static Rejection notOne() {
        return new Rejection("BAD_REQUEST", "the cursor is not one of this connection");
    }

    private static String cursor(long id) {
        String json = LAST_ID + id + ",\"last_value\":\"" + id + "\"}";
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
