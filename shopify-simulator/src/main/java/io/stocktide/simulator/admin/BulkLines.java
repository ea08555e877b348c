package io.stocktide.simulator.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes objects as JSON Lines: each object of a connection is a line of its own that names its parent. */
final class BulkLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Writer out;
    private long written;

    BulkLines(Writer out) {
        this.out = out;
    }

    long written() {
        return written;
    }

    /** Writes every object of the connections of that answer; returns how many stand at its root. */
    int write(Map<String, Object> data) throws IOException {
        int roots = 0;
        for (Object connection : data.values()) {
            List<?> nodes = nodes(connection);
            roots += nodes.size();
            for (Object node : nodes) {
                write((Map<?, ?>) node, null);
            }
        }
        return roots;
    }

    private void write(Map<?, ?> node, Object parentId) throws IOException {
        Map<Object, List<?>> children = new LinkedHashMap<>();
        Map<Object, Object> line = split(node, children);
        if (parentId != null) {
            line.put("__parentId", parentId);
        }
        out.write(json(line));
        out.write('\n');
        written++;
        for (List<?> each : children.values()) {
            for (Object child : each) {
                write((Map<?, ?>) child, node.get("id"));
            }
        }
    }

    /** The object without its connections, those of single objects within it included. */
    private static Map<Object, Object> split(Map<?, ?> node, Map<Object, List<?>> children) {
        Map<Object, Object> line = new LinkedHashMap<>();
        node.forEach((name, value) -> {
            if (isConnection(value)) {
                children.put(name, nodes(value));
            } else {
                line.put(name, value instanceof Map<?, ?> single ? split(single, children) : value);
            }
        });
        return line;
    }

    private static boolean isConnection(Object value) {
        return value instanceof Map<?, ?> map && (map.containsKey("edges") || map.containsKey("nodes"));
    }

    private static List<?> nodes(Object connection) {
        Map<?, ?> map = (Map<?, ?>) connection;
        return map.get("nodes") instanceof List<?> nodes
                ? nodes
                : ((List<?>) map.get("edges"))
                        .stream().map(edge -> ((Map<?, ?>) edge).get("node")).toList();
    }

    private static String json(Map<Object, Object> line) throws JsonProcessingException {
        return MAPPER.writeValueAsString(line);
    }
}
