package io.stocktide.ingest;

import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether Shopify signed a body for a shop: HMAC-SHA256 of the raw bytes with one of the shop's secrets. */
public final class WebhookSignatures {
    private static final String ALGORITHM = "HmacSHA256";
    /** Looking a Mac up in the security providers costs more than a small body's digest. */
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(WebhookSignatures::newMac);

    private final Map<String, List<SecretKeySpec>> keysByShop = new HashMap<>();

    public WebhookSignatures(ShopDirectory shops) {
        for (ShopConfig shop : shops.all()) {
            keysByShop.put(
                    shop.shop(),
                    shop.webhookSecrets().stream().map(WebhookSignatures::key).toList());
        }
    }

    /** Tries every secret, whichever fits: the time taken does not tell which. */
    public boolean fits(String shop, byte[] body, byte[] hmac) {
        Mac mac = MAC.get();
        boolean fits = false;
        for (SecretKeySpec key : keysByShop.getOrDefault(shop, List.of())) {
            fits |= MessageDigest.isEqual(digest(mac, key, body), hmac);
        }
        return fits;
    }

    private static byte[] digest(Mac mac, SecretKeySpec key, byte[] body) {
        try {
            mac.init(key);
            return mac.doFinal(body);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("any bytes are a key for " + ALGORITHM, e);
        }
    }

    private static SecretKeySpec key(Secret secret) {
        return new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
