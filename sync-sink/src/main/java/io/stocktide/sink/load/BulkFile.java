package io.stocktide.sink.load;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The file of a bulk operation, as it comes in. Its address is all that opens it: no token is sent along. */
final class BulkFile implements AutoCloseable {
    private final BufferedReader lines;
    private final ScheduledExecutorService watch;

    private BulkFile(InputStream in, Duration stall) {
        Counted counted = new Counted(in);
        this.lines = new BufferedReader(new InputStreamReader(counted, StandardCharsets.UTF_8));
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "bulk-file-watch");
            thread.setDaemon(true);
            return thread;
        });
        AtomicLong last = new AtomicLong(-1);
        // Nothing else ends a read that waits for bytes that do not come.
        var unused = watch.scheduleAtFixedRate(
                () -> counted.closeIfStillAt(last.getAndSet(counted.read.get())),
                stall.toMillis(),
                stall.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** @param stall how long no byte may come before the reading fails */
    static BulkFile open(URI url, Duration stall) throws IOException {
        HttpClient http = HttpClient.newBuilder().connectTimeout(stall).build();
        try {
            HttpResponse<InputStream> response = http.send(
                    HttpRequest.newBuilder(url).timeout(stall).build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                throw new IOException("HTTP " + response.statusCode());
            }
            return new BulkFile(response.body(), stall);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    BufferedReader lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        lines.close();
    }

    /** Counts what has come; a reader that is busy elsewhere does not make the file stand still. */
    private static final class Counted extends FilterInputStream {
        private final AtomicLong read = new AtomicLong();
        private volatile boolean waiting;

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            throw new IOException("read by blocks");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            waiting = true;
            try {
                int count = super.read(bytes, offset, length);
                read.addAndGet(Math.max(0, count));
                return count;
            } finally {
                waiting = false;
            }
        }

        private void closeIfStillAt(long count) {
            if (waiting && read.get() == count) {
                try {
                    close();
                } catch (IOException e) {
                    // The reader hears of it in its own way.
                    waiting = false;
                }
            }
        }
    }
}
