package io.stocktide.service.http;

import java.nio.file.Path;
import java.util.List;

/**
 * What a service proves itself with, in PEM.
 *
 * @param certificate the service's own certificate, then those that lead to the root
 * @param key its private key, as PKCS#8 without a password
 */
public record TlsFiles(Path certificate, Path key) {
    List<Path> both() {
        return List.of(certificate, key);
    }
}
