package io.stocktide.service.http;

import io.stocktide.service.shops.ConfigException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a service proves itself with, in PEM.
 *
 * @param certificate the service's own certificate, then those that lead to the root
 * @param key its private key, as PKCS#8 without a password
 */
public record TlsFiles(Path certificate, Path key) {
    /** Throws {@link ConfigException} where a file cannot be read, or the key is not the certificate's. */
    public void check() {
        PemKeyStore.read(this);
    }

    List<Path> both() {
        return List.of(certificate, key);
    }
}
