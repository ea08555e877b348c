package io.stocktide.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Sends webhooks and sales to one server, as Shopify and channels do, and waits for no answer. What it takes of the cores
 * it takes from what is measured, and a general client of HTTP takes several times as much of them.
 */
final class LoadClient implements AutoCloseable {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_MILLIS = 100;

    /** Takes what came of a request. */
    @FunctionalInterface
    interface Answer {
        /** @param status 0 where there was no answer, also not in ten seconds */
        void came(int status, byte[] body);
    }

    /** What a connection sends at once, and who waits for the answer. */
    record Request(byte[] head, byte[] body, Answer answer) {}

    private final Selector selector;
    private final List<LoadConnection> connections;
    private final ArrayDeque<LoadConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Request> waiting = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "load-client");
    private volatile boolean closed;

    /**
     * @param server of whose address host and port are taken
     * @param connections so many, always; what finds none free waits for one
     */
    LoadClient(URI server, int connections) throws IOException {
        InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
        this.selector = Selector.open();
        this.connections = Stream.generate(() -> new LoadConnection(address, selector))
                .limit(connections)
                .toList();
        for (LoadConnection each : this.connections) {
            each.open();
            idle.add(each);
        }
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Posts JSON. The answer comes on a thread of the client's, which must not be kept.
     *
     * @param headers whole lines, each with its end
     */
    void post(URI url, byte[] body, String headers, Answer answer) {
        String head = "POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n" + headers + "\r\n";
        Request request = new Request(head.getBytes(StandardCharsets.ISO_8859_1), body, answer);
        LoadConnection free;
        synchronized (idle) {
            free = idle.poll();
            if (free == null) {
                waiting.add(request);
                return;
            }
        }
        free.send(request);
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::isReady, LOOK_MILLIS);
                long nowNanos = System.nanoTime();
                connections.forEach(each -> {
                    if (each.isOverdue(nowNanos - TIMEOUT_NANOS)) {
                        renew(each);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void isReady(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (connection.go()) {
                isFree(connection);
            }
        } catch (IOException e) {
            renew(connection);
        }
    }

    /** What it was to answer has no answer. */
    private void renew(LoadConnection connection) {
        try {
            boolean wasBusy = connection.fail();
            connection.open();
            if (wasBusy) {
                isFree(connection);
            }
        } catch (IOException e) {
            // The server is gone. Whoever waits for answers fails when its own time is over, and looks at the server.
            closed = true;
        }
    }

    private void isFree(LoadConnection connection) {
        Request next;
        synchronized (idle) {
            next = waiting.poll();
            if (next == null) {
                idle.push(connection);
                return;
            }
        }
        connection.send(next);
    }

    @Override
    public void close() throws Exception {
        closed = true;
        thread.join();
        for (LoadConnection each : connections) {
            each.close();
        }
        selector.close();
    }
}
