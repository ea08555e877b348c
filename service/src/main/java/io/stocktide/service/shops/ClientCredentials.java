package io.stocktide.service.shops;

/**
 * What the app presents to be granted an access token of a shop.
 *
 * @param clientId public: it may be printed
 */
public record ClientCredentials(String clientId, Secret clientSecret) {
    public ClientCredentials {
        if (clientId.isBlank()) {
            throw new ConfigException("a clientId is blank");
        }
    }
}
