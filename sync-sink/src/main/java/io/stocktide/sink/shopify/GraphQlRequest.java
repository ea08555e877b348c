package io.stocktide.sink.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stocktide.schemas.json.Json;

/**
 * A document with its variables, as bytes. They are made once and sent as they are on every attempt: Shopify compares
 * the parameters of a repeated idempotency key, and the order of fields counts.
 */
public final class GraphQlRequest {
    private final Document document;
    private final byte[] body;

    private GraphQlRequest(Document document, byte[] body) {
        this.document = document;
        this.body = body;
    }

    public static GraphQlRequest of(Document document, ObjectNode variables) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("query", document.text()).set("variables", variables);
        try {
            return new GraphQlRequest(document, Json.mapper().writeValueAsBytes(whole));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has JSON", e);
        }
    }

    public Document document() {
        return document;
    }

    byte[] body() {
        return body;
    }
}
