package io.stocktide.topology.sse;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Opens responses that are streams of events, and has the threads that write to them. */
public final class EventWriters implements AutoCloseable {
    private static final int WRITERS = 2;
    private static final long STOP_WITHIN_MILLIS = 2_000;

    private final ThreadPoolExecutor threads;

    /** @param name of the threads, such as {@code stock-stream-write} */
    public EventWriters(String name) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                WRITERS,
                WRITERS,
                0,
                TimeUnit.SECONDS,
                // No more than one task for each stream.
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                // By then every stream has ended.
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Begins the response; nothing is written before {@link #start}. */
    public FrameWriter open(Context ctx, WaitingFrames waiting) throws IOException {
        HttpServletResponse response = ctx.res();
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-store");
        // nginx would otherwise hold events back until it has a buffer full.
        response.setHeader("X-Accel-Buffering", "no");
        EndPoint connection = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        return new FrameWriter(response.getOutputStream(), connection::close, threads, waiting);
    }

    /** From now on it is written as the reader takes it. The request must be asynchronous by now. */
    public void start(Context ctx, FrameWriter writer) throws IOException {
        ctx.res().getOutputStream().setWriteListener(writer);
    }

    /** How long a reader waits before it comes back, as the HTML standard has it. */
    public static byte[] retry(long millis) {
        return ("retry: " + millis + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Ends the threads once every stream has ended; waits some seconds at most. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            var unused = threads.awaitTermination(STOP_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
