package io.stocktide.service.shops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret string. It never prints itself, and compares in constant time. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        if (value == null || value.isBlank()) {
            throw new ConfigException("a secret is blank");
        }
        this.value = value;
    }

    /** The secret itself, for the one place that needs it. */
    public String reveal() {
        return value;
    }

    /** Whether the candidate is this secret; the time taken does not tell how much of it fits. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
