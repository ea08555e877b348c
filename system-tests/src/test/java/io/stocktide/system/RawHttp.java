package io.stocktide.system;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP/1.1 over one kept-alive connection, by bytes: it sends also what no well-behaved client would. */
final class RawHttp implements AutoCloseable {
    /**
     * What came back.
     *
     * @param status 0 where the connection ended without an answer
     */
    record Answer(int status, String headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final Answer NONE = new Answer(0, "", new byte[0]);

    private final URI server;
    private Socket socket;
    private InputStream in;

    RawHttp(String url) {
        this.server = URI.create(url);
    }

    /** The bytes as they are; reads one answer. */
    Answer send(byte[] request) throws IOException {
        if (socket == null) {
            connect();
        }
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return read(request[0] == 'H');
        } catch (IOException e) {
            // The server may close after a refusal, and before it has read all.
            close();
            return NONE;
        }
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** @param headOnly an answer to HEAD says how long the body would be */
    private Answer read(boolean headOnly) throws IOException {
        String statusLine = line();
        if (statusLine.isEmpty()) {
            close();
            return NONE;
        }
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        StringBuilder headers = new StringBuilder();
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.append(header).append('\n');
            String lower = header.toLowerCase(Locale.ROOT);
            length = lower.startsWith("content-length:")
                    ? Integer.parseInt(lower.substring(15).trim())
                    : length;
            chunked |= lower.startsWith("transfer-encoding:");
        }
        if (headers.toString().contains("text/event-stream")) {
            close(); // It never ends.
            return new Answer(status, headers.toString(), new byte[0]);
        }
        byte[] body =
                headOnly || status == 204 || status == 304 ? new byte[0] : chunked ? chunks() : in.readNBytes(length);
        // Jetty sends a body even to HEAD where the path cannot be read.
        if (headOnly || headers.toString().toLowerCase(Locale.ROOT).contains("connection: close")) {
            close();
        }
        return new Answer(status, headers.toString(), body);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    /** Up to the end of the line, without it; empty at the end of the connection. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
