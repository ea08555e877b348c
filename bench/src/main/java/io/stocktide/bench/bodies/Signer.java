package io.stocktide.bench.bodies;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs bodies as Shopify does; of one thread. */
final class Signer {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    Signer(String secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The value of the header {@code X-Shopify-Hmac-Sha256}. */
    String sign(byte[] body) {
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
