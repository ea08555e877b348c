package io.stocktide.topology.reads;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Weak entity tags (RFC 9110, 8.8.3) of what is read: the same state has the same tag, on every instance. */
final class ETags {
    /** To be raised when the same state is shown in another way. */
    private static final byte REPRESENTATION = 1;

    private static final int BYTES = 12;

    private ETags() {}

    /**
     * @param state all that the body is made of, but for its {@code asOf}
     */
    static String of(byte[] state) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(REPRESENTATION);
            byte[] tag = Arrays.copyOf(digest.digest(state), BYTES);
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(tag) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether the caller has the same already, by its {@code If-None-Match}. Sets the answer's {@code ETag}. */
    static boolean isKnown(Context ctx, String tag) {
        ctx.header("ETag", tag);
        String known = ctx.header("If-None-Match");
        return known != null && matches(known, tag);
    }

    /**
     * @param known a field of {@code If-None-Match}
     */
    static boolean matches(String known, String tag) {
        if (known.strip().equals("*")) {
            return true;
        }
        String opaque = tag.substring(2);
        for (String one : known.split(",")) {
            String listed = one.strip();
            if (listed.equals(tag) || listed.equals(opaque)) {
                return true;
            }
        }
        return false;
    }
}
