package io.stocktide.service.access;

import io.stocktide.service.shops.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request that one instance passes on to another, so that the other need not see the caller's token: an
 * HMAC-SHA256 over method, path with query (and with it the shop), body and time, by a key that all instances share.
 *
 * <p>One that is overheard may be sent again for as long as it is valid, and is then answered again: what is passed on
 * must be safe to repeat.
 */
public final class HopSignature {
    /** The header that bears it. */
    public static final String HEADER = "Stocktide-Hop";

    /** How far apart the two instances' clocks and the time on the way may lie together, either way. */
    public static final Duration TOLERANCE = Duration.ofSeconds(30);

    /** As many as the HMAC has: a shorter key is weaker than what it makes. */
    public static final int MIN_KEY_BYTES = 32;

    private static final int MAX_KEY_BYTES = 4096;
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile("t=(\\d{1,18}),v1=([A-Za-z0-9_-]{43})");

    private final SecretKeySpec key;

    /** Throws {@link ConfigException} where the key has fewer than {@link #MIN_KEY_BYTES}. */
    public HopSignature(byte[] key) {
        this(key, "the key of hops between instances");
    }

    private HopSignature(byte[] key, String name) {
        if (key.length < MIN_KEY_BYTES) {
            throw new ConfigException(
                    name + " has " + key.length + " bytes, and at least " + MIN_KEY_BYTES + " random ones are needed");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * With all bytes of the file as the key, an end of line among them: they may be binary. Throws {@link
     * ConfigException} where it cannot be read, is too short, or too long to be a key.
     */
    public static HopSignature read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] key = in.readNBytes(MAX_KEY_BYTES + 1);
            if (key.length > MAX_KEY_BYTES) {
                throw new ConfigException("the key file " + file + " has more than " + MAX_KEY_BYTES + " bytes");
            }
            return new HopSignature(key, "the key file " + file);
        } catch (IOException e) {
            throw new ConfigException("cannot read the key file " + file);
        }
    }

    /**
     * What {@link #HEADER} should hold.
     *
     * @param pathAndQuery as they stand in the request line, the query after its question mark where there is one
     * @param body empty where the request has none
     * @param nowMillis the time of signing, since 1970
     */
    public String sign(String method, String pathAndQuery, byte[] body, long nowMillis) {
        String mac = Base64.getUrlEncoder().withoutPadding().encodeToString(mac(method, pathAndQuery, body, nowMillis));
        return "t=" + nowMillis + ",v1=" + mac;
    }

    /**
     * Whether the header was made for this very request, by one who has the key, and not longer ago than {@link
     * #TOLERANCE}. The time taken does not tell how much of it fits.
     *
     * @param header null where there is none
     */
    public boolean verify(String header, String method, String pathAndQuery, byte[] body, long nowMillis) {
        if (header == null) {
            return false;
        }
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            return false;
        }
        long signedAtMillis = Long.parseLong(form.group(1));
        if (Math.abs(nowMillis - signedAtMillis) > TOLERANCE.toMillis()) {
            return false;
        }
        // By the text and not by the bytes: base64 has more than one spelling of the same bytes.
        return MessageDigest.isEqual(
                header.getBytes(StandardCharsets.US_ASCII),
                sign(method, pathAndQuery, body, signedAtMillis).getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] mac(String method, String pathAndQuery, byte[] body, long atMillis) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            // Nothing in a request line can hold a line feed, so no two requests make the same bytes.
            String head = "stocktide-hop-v1\n" + method + "\n" + pathAndQuery + "\n" + atMillis + "\n";
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM + " and SHA-256", e);
        }
    }
}
