package io.stocktide.service.shops;

/** The configuration is wrong; the message is one line that says what to mend, and holds no secret. */
public final class ConfigException extends RuntimeException {
    public ConfigException(String message) {
        super(message);
    }
}
