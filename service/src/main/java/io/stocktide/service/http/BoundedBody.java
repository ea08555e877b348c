package io.stocktide.service.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** Reads a request's body, never more than a limit. */
public final class BoundedBody {
    private BoundedBody() {}

    /**
     * The raw bytes, as they came.
     *
     * @param maxBytes more than that ends in a 413, from the {@code Content-Length} alone where there is one
     */
    public static byte[] read(Context ctx, int maxBytes) {
        if (ctx.req().getContentLengthLong() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        try (InputStream in = ctx.req().getInputStream()) {
            byte[] body = in.readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw tooLarge(maxBytes);
            }
            return body;
        } catch (IOException e) {
            throw ProblemException.of(400, "incomplete-body", "Incomplete body", "The body broke off.");
        }
    }

    private static ProblemException tooLarge(int maxBytes) {
        return ProblemException.of(
                413, "body-too-large", "Body too large", "The body may have at most " + maxBytes + " bytes.");
    }
}
