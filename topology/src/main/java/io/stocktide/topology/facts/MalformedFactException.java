package io.stocktide.topology.facts;

/** A record does not say what it should. The message holds nothing of the body. */
public final class MalformedFactException extends RuntimeException {
    private final String code;

    /**
     * @param code for the dead letter, such as {@code malformed_json}
     */
    public MalformedFactException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
