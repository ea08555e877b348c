package io.stocktide.sink.connect;

import java.util.List;

/**
 * What a look at one side of a shop's connection found.
 *
 * @param what the side: token, scopes, webhooks, catalog or figures
 * @param details what is to be mended, one line each; empty where all is well
 */
public record Finding(String what, boolean inOrder, String summary, List<String> details) {
    public Finding {
        details = List.copyOf(details);
    }

    static Finding good(String what, String summary) {
        return new Finding(what, true, summary, List.of());
    }

    static Finding bad(String what, String summary, List<String> details) {
        return new Finding(what, false, summary, details);
    }
}
