package io.stocktide.topology.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import java.io.IOException;

/**
 * How a customer can be reached, as a compliance webhook names it. It is held for as long as a request is worked on,
 * and never printed.
 *
 * @param email empty where none is named
 * @param phone empty where none is named
 */
record Contact(String email, String phone) {
    static final Contact NONE = new Contact("", "");

    /** Of the body of {@code customers/redact} or {@code customers/data_request}; none where it cannot be read. */
    static Contact in(byte[] body) {
        try {
            JsonNode customer = Json.mapper().readTree(body).path("customer");
            return new Contact(text(customer.path("email")), text(customer.path("phone")));
        } catch (IOException e) {
            return NONE;
        }
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue().strip() : "";
    }

    boolean isEmpty() {
        return email.isEmpty() && phone.isEmpty();
    }

    @Override
    public String toString() {
        return "Contact[]";
    }
}
