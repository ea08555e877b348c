package io.stocktide.sink.shopify;

/**
 * One GraphQL document with a single operation and a single field at its root.
 *
 * @param name the operation's name; costs are learnt by it
 * @param mutation whether it changes anything
 */
public record Document(String name, boolean mutation, String text) {
    public Document {
        if (!text.matches("(?s)" + (mutation ? "mutation " : "query ") + name + "\\b.*")) {
            throw new IllegalArgumentException("the document must begin with its operation: " + name);
        }
    }
}
