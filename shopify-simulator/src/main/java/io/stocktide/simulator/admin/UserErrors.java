package io.stocktide.simulator.admin;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a call. Any of them rejects the whole call. */
final class UserErrors {
    /** One entry of {@code userErrors}; indices in the field path are strings, as on Shopify's wire. */
    record Entry(List<String> field, String message, String code) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(String code, String message, String... field) {
        entries.add(new Entry(field.length == 0 ? null : List.of(field), message, code));
    }

    boolean none() {
        return entries.isEmpty();
    }

    List<Entry> entries() {
        return entries;
    }
}
