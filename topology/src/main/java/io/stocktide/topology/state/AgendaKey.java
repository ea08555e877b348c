package io.stocktide.topology.state;

import io.stocktide.topology.questions.Agenda;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * A key of the agenda. It begins with a zero byte and not with the shop, so that what is due lies together over all
 * shops of the partition; it never leaves the topology.
 */
public record AgendaKey(long dueMillis, String shop, Agenda.Subject subject, long id) {
    private static final int FIXED = 1 + Long.BYTES + 1 + Long.BYTES;

    Bytes toBytes() {
        byte[] name = shop.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(FIXED + name.length)
                .put((byte) 0)
                .putLong(dueMillis)
                .put((byte) subject.ordinal())
                .putLong(id)
                .put(name)
                .array());
    }

    static AgendaKey of(Bytes key) {
        ByteBuffer buffer = ByteBuffer.wrap(key.get());
        buffer.get();
        long dueMillis = buffer.getLong();
        Agenda.Subject subject = Agenda.Subject.values()[buffer.get()];
        long id = buffer.getLong();
        byte[] name = new byte[buffer.remaining()];
        buffer.get(name);
        return new AgendaKey(dueMillis, new String(name, StandardCharsets.UTF_8), subject, id);
    }

    /** Without reading the rest. */
    static Agenda.Subject subjectOf(Bytes key) {
        return Agenda.Subject.values()[key.get()[1 + Long.BYTES]];
    }

    /** The first key of all. */
    static Bytes first() {
        return Bytes.wrap(new byte[] {0});
    }

    /** Behind every key of all. */
    static Bytes last() {
        return Bytes.wrap(new byte[] {1});
    }

    /** Behind every key that is due at the time. */
    static Bytes after(long millis) {
        return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) 0)
                .putLong(millis + 1)
                .array());
    }
}
