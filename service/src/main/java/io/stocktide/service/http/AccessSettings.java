package io.stocktide.service.http;

import io.stocktide.service.shops.ConfigException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom a service lets in.
 *
 * @param tokensFile the hashed tokens, beside those that stand in the shops file
 * @param requestsPerSecond what each token may ask of this instance, where the tokens file says nothing else
 */
public record AccessSettings(Optional<Path> tokensFile, int requestsPerSecond) {
    public static final int DEFAULT_REQUESTS_PER_SECOND = 1_000;

    public AccessSettings {
        if (requestsPerSecond < 1) {
            throw new ConfigException("a token must be allowed at least one request a second: " + requestsPerSecond);
        }
    }

    /** The tokens of the shops file alone. */
    public static AccessSettings defaults() {
        return new AccessSettings(Optional.empty(), DEFAULT_REQUESTS_PER_SECOND);
    }
}
