package io.stocktide.system;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads server-sent events from a socket as they come, as the HTML standard says a client does. */
final class EventStreamReader implements AutoCloseable {
    /**
     * One event.
     *
     * @param id the reader's last event id once it has come
     */
    record Event(String id, String name, String data) {}

    private static final int SMALL_BUFFER_BYTES = 4 * 1024;

    private final Socket socket = new Socket();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile int status;
    private volatile String head = "";
    private volatile String lastId;
    private volatile int comments;
    private volatile boolean ended;

    private EventStreamReader(int port, String path, String token, String lastId, boolean small) throws IOException {
        this.lastId = lastId;
        if (small) {
            socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n"
                + (lastId == null ? "" : "Last-Event-ID: " + lastId + "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** @param lastId null where it begins now */
    static EventStreamReader open(int port, String path, String token, String lastId) throws IOException {
        EventStreamReader reader = new EventStreamReader(port, path, token, lastId, false);
        Thread thread = new Thread(reader::read, "event-stream-reader");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    /** Asks for the stream and never reads a byte of it. */
    static EventStreamReader stalled(int port, String path, String token, String lastId) throws IOException {
        return new EventStreamReader(port, path, token, lastId, true);
    }

    int status() {
        return status;
    }

    /** Status line and headers. */
    String head() {
        return head;
    }

    List<Event> events() {
        return events;
    }

    /** Those that tell of a level. */
    List<Event> changes() {
        return events.stream().filter(event -> !event.name().equals("position")).toList();
    }

    String lastId() {
        return lastId;
    }

    int comments() {
        return comments;
    }

    /** Whether the other side has ended it, one way or another. */
    boolean isEnded() {
        return ended;
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024)) {
            head = readHead(in);
            status = Integer.parseInt(head.substring(9, 12));
            if (status == 200) {
                readEvents(new Chunks(in));
            }
        } catch (IOException e) {
            // The end, as any other.
        } finally {
            ended = true;
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private void readEvents(InputStream in) throws IOException {
        String name = "message";
        String id = lastId;
        StringBuilder data = new StringBuilder();
        for (String line = line(in); line != null; line = line(in)) {
            if (line.isEmpty()) {
                // Only now: an event that broke off has not been seen.
                lastId = id;
                if (data.length() > 0) {
                    events.add(new Event(lastId, name, data.toString()));
                }
                name = "message";
                data.setLength(0);
            } else if (line.startsWith(":")) {
                comments++;
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data.append(line, 6, line.length());
            }
        }
    }

    /** Null at the end. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        return next < 0 ? null : line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** Breaks the connection off. */
    @Override
    public void close() throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    /** The body within HTTP's chunks. */
    private static final class Chunks extends InputStream {
        private final InputStream in;
        private int left;

        Chunks(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            while (left == 0) {
                String size = line(in);
                if (size == null || size.equals("0")) {
                    return -1;
                }
                left = size.isEmpty() ? 0 : Integer.parseInt(size, 16);
            }
            left--;
            return in.read();
        }
    }
}
