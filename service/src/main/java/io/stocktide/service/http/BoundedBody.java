package io.stocktide.service.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** Reads a request's body, never more than a limit and never for longer than ten seconds. */
public final class BoundedBody {
    /** Shopify gives a delivery 5 s in all; who needs twice that for a body is not worth a thread. */
    static final Duration TIME_TO_READ = Duration.ofSeconds(10);

    private static final String ATTRIBUTE = BoundedBody.class.getName();
    private static final int FIRST_BYTES = 16 * 1024;

    private final HttpServletRequest request;
    private final int maxBytes;
    private final Duration timeToRead;
    private final long startedAtNanos = System.nanoTime();

    private BoundedBody(HttpServletRequest request, int maxBytes, Duration timeToRead) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.timeToRead = timeToRead;
    }

    /**
     * The raw bytes, as they came; the same bytes to whoever asks again. Throws a 413 where there are more than {@code maxBytes}, a 408 where they come too
     * slowly and a 400 where they break off.
     */
    public static byte[] read(Context ctx, int maxBytes) {
        byte[] body = ctx.attribute(ATTRIBUTE);
        if (body == null) {
            body = read(ctx, maxBytes, TIME_TO_READ);
            ctx.attribute(ATTRIBUTE, body);
        }
        if (body.length > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return body;
    }

    static byte[] read(Context ctx, int maxBytes, Duration timeToRead) {
        try {
            return new BoundedBody(ctx.req(), maxBytes, timeToRead).read();
        } catch (IOException e) {
            throw ProblemException.of(400, "incomplete-body", "Incomplete body", "The body broke off.");
        }
    }

    private byte[] read() throws IOException {
        long declared = request.getContentLengthLong();
        if (declared > maxBytes) {
            throw tooLarge();
        }
        // A declared length is only a claim: memory is taken as the bytes come.
        byte[] body = new byte[(int) Math.min(declared < 0 ? FIRST_BYTES : declared, FIRST_BYTES)];
        int length = 0;
        while (length != declared) {
            if (length == body.length) {
                body = Arrays.copyOf(body, (int) Math.min(Math.max(2L * length, FIRST_BYTES), maxBytes + 1L));
            }
            int read = readSome(body, length, body.length - length);
            if (read < 0) {
                break;
            }
            length += read;
            if (length > maxBytes) {
                throw tooLarge();
            }
        }
        return length == body.length ? body : Arrays.copyOf(body, length);
    }

    private int readSome(byte[] into, int offset, int length) throws IOException {
        if (System.nanoTime() - startedAtNanos > timeToRead.toNanos()) {
            throw ProblemException.of(
                    408, "slow-body", "Body too slow", "The body must arrive within " + timeToRead.toSeconds() + " s.");
        }
        // Only now: to ask for the stream is to tell a caller who waits for it to go on.
        return request.getInputStream().read(into, offset, length);
    }

    /**
     * Takes as many bytes again from the caller before refusing: one who is still writing when the connection closes
     * sees a reset and never reads why. One who waits for "100 Continue" has sent nothing yet.
     */
    private ProblemException tooLarge() throws IOException {
        if (request.getHeader("Expect") == null) {
            byte[] discarded = new byte[FIRST_BYTES];
            long left = maxBytes;
            int read = 0;
            while (left > 0 && read >= 0) {
                read = readSome(discarded, 0, discarded.length);
                left -= read;
            }
        }
        return tooLarge(maxBytes);
    }

    private static ProblemException tooLarge(int maxBytes) {
        return ProblemException.of(
                413, "body-too-large", "Body too large", "The body may have at most " + maxBytes + " bytes.");
    }
}
