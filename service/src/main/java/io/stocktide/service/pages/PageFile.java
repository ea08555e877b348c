package io.stocktide.service.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * One file of a page.
 *
 * @param etag a strong entity tag, quotes and all
 */
public record PageFile(String contentType, byte[] content, String etag) {
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png");

    /** From the class path; throws where it is not there, or of no kind that a page is made of: faults of the build. */
    public static PageFile read(String resource) {
        String contentType = CONTENT_TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        if (contentType == null) {
            throw new IllegalStateException("no page is made of " + resource);
        }
        try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + resource);
            }
            byte[] content = in.readAllBytes();
            return new PageFile(contentType, content, '"' + digest(content) + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
