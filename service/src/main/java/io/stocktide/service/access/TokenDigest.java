package io.stocktide.service.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a token. Neither salt nor a slow hash is needed: tokens are 256 random bits, which no list of guesses
 * holds and nobody tries through.
 */
final class TokenDigest {
    private final byte[] sha256;

    private TokenDigest(byte[] sha256) {
        this.sha256 = sha256;
    }

    static TokenDigest of(String token) {
        try {
            return new TokenDigest(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @param hex 64 hexadecimal digits */
    static TokenDigest ofHex(String hex) {
        return new TokenDigest(HexFormat.of().parseHex(hex));
    }

    /**
     * Finds the few that are worth a comparison. The time this takes tells, at most, how the first bytes of the digest
     * of a token compare with others'; a caller cannot choose those, nor learn anything of a token from them.
     */
    long bucket() {
        return ByteBuffer.wrap(sha256).getLong();
    }

    /** In constant time. */
    boolean matches(TokenDigest other) {
        return MessageDigest.isEqual(sha256, other.sha256);
    }

    String hex() {
        return HexFormat.of().formatHex(sha256);
    }
}
