package io.stocktide.bench.stack;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept-alive connection of HTTP/1.1, with one request at a time. Whoever sends writes at once; the selector's thread
 * reads, and writes what did not fit.
 */
final class LoadConnection {
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final int STATUS_AT = 9;
    private static final int STATUS_END = 12;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final String LENGTH = "\r\ncontent-length:";
    private static final byte[] NOTHING = {};

    private final InetSocketAddress address;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocate(MAX_ANSWER_BYTES);
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer[] out;
    private volatile LoadClient.Request current;
    private volatile long sentNanos;

    LoadConnection(InetSocketAddress address, Selector selector) {
        this.address = address;
        this.selector = selector;
    }

    void open() throws IOException {
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** To be called while it is free. */
    void send(LoadClient.Request request) {
        out = new ByteBuffer[] {ByteBuffer.wrap(request.head()), ByteBuffer.wrap(request.body())};
        sentNanos = System.nanoTime();
        current = request;
        try {
            if (!isWritten()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                selector.wakeup();
            }
        } catch (IOException e) {
            // The reader meets the same, and tells.
            selector.wakeup();
        }
    }

    private boolean isWritten() throws IOException {
        channel.write(out);
        return !out[1].hasRemaining();
    }

    /** Goes on with what can go on. Returns whether an answer came, so that it is free. */
    boolean go() throws IOException {
        if (key.isWritable() && isWritten()) {
            key.interestOps(SelectionKey.OP_READ);
        }
        return key.isReadable() && read();
    }

    private boolean read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("closed by the server");
        }
        int head = headBytes();
        int length = head < 0 ? 0 : bodyBytes(head);
        if (head < 0 || in.position() < head + length) {
            if (!in.hasRemaining()) {
                throw new ProtocolException("an answer of more than " + MAX_ANSWER_BYTES + " bytes");
            }
            return false;
        }
        LoadClient.Request answered = current;
        byte[] body = length == 0 ? NOTHING : Arrays.copyOfRange(in.array(), head, head + length);
        int status = Integer.parseInt(text(STATUS_AT, STATUS_END));
        in.clear();
        current = null;
        answered.answer().came(status, body);
        return true;
    }

    /** Negative while the head's end has not come. */
    private int headBytes() {
        for (int at = HEAD_END.length; at <= in.position(); at++) {
            if (Arrays.equals(in.array(), at - HEAD_END.length, at, HEAD_END, 0, HEAD_END.length)) {
                return at;
            }
        }
        return -1;
    }

    private int bodyBytes(int head) throws ProtocolException {
        String headers = text(0, head).toLowerCase(Locale.ROOT);
        int at = headers.indexOf(LENGTH);
        if (at < 0) {
            throw new ProtocolException("an answer without Content-Length");
        }
        int from = at + LENGTH.length();
        return Integer.parseInt(
                headers.substring(from, headers.indexOf('\r', from)).strip());
    }

    private String text(int from, int to) {
        return new String(in.array(), from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Whether it was to have answered by then. */
    boolean isOverdue(long byNanos) {
        return current != null && sentNanos - byNanos < 0;
    }

    /** Ends it; tells whoever waits that there is no answer. Returns whether somebody did. */
    boolean fail() throws IOException {
        close();
        in.clear();
        LoadClient.Request failed = current;
        current = null;
        if (failed != null) {
            failed.answer().came(0, NOTHING);
        }
        return failed != null;
    }

    void close() throws IOException {
        channel.close();
    }
}
