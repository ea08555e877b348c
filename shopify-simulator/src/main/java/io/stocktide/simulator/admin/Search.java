package io.stocktide.simulator.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** One term of Shopify's search syntax: {@code sku:VALUE}, or {@code updated_at:} with {@code >} or {@code >=}. */
record Search(String sku, Instant updatedFrom) {
    private static final Search EVERYTHING = new Search(null, null);

    /** Other searches are refused rather than ignored. */
    static Search parse(String query) {
        String term = query == null ? "" : query.strip();
        if (term.isEmpty()) {
            return EVERYTHING;
        }
        if (!term.contains(" ") && term.startsWith("sku:")) {
            return new Search(unquoted(term.substring("sku:".length())), null);
        }
        if (!term.contains(" ") && term.startsWith("updated_at:>")) {
            return new Search(null, from(term.substring("updated_at:>".length())));
        }
        throw new Rejection("BAD_REQUEST", "the searches served are sku:VALUE and updated_at:>=TIME");
    }

    boolean matches(String itemSku, Instant updatedAt) {
        return (sku == null || sku.equalsIgnoreCase(itemSku))
                // Times have a resolution of one second on the wire, and in searches.
                && (updatedFrom == null
                        || !updatedAt.truncatedTo(ChronoUnit.SECONDS).isBefore(updatedFrom));
    }

    private static Instant from(String text) {
        boolean inclusive = text.startsWith("=");
        try {
            Instant time = OffsetDateTime.parse(unquoted(inclusive ? text.substring(1) : text))
                    .toInstant();
            return inclusive ? time : time.plusSeconds(1);
        } catch (DateTimeException e) {
            throw new Rejection("BAD_REQUEST", "updated_at wants a time such as '2026-11-20T10:00:00Z'");
        }
    }

    private static String unquoted(String text) {
        return text.replaceAll("^['\"]|['\"]$", "");
    }
}
