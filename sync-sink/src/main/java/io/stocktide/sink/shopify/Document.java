package io.stocktide.sink.shopify;

/**
 * One GraphQL document with a single operation and a single field at its root.
 *
 * @param name the operation's name; costs are learnt by it
 * @param mutation whether it changes anything
 */
public record Document(String name, boolean mutation, String text) {
    public Document {
        String beginning = (mutation ? "mutation " : "query ") + name;
        if (!text.startsWith(beginning + "(") && !text.startsWith(beginning + " {")) {
            throw new IllegalArgumentException("the document must begin with its operation: " + name);
        }
    }
}
