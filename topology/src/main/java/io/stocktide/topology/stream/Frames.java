package io.stocktide.topology.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.RemovedLevel;
import io.stocktide.schemas.topic.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What goes over the wire, as the HTML standard has server-sent events. */
final class Frames {
    private static final Pattern LEVEL = Pattern.compile("([0-9]{1,19})/([0-9]{1,19})");
    private static final byte[] END = {'\n', '\n'};

    private Frames() {}

    /** Where a stream begins that did not resume. */
    static byte[] position(EventId id) {
        return bytes("id: " + id + "\nevent: position\ndata: {}\n\n");
    }

    /** Shows that the connection lives. */
    static byte[] heartbeat() {
        return bytes(": heartbeat\n\n");
    }

    /** The same; readers take an id without data as their last one, so that they need not read again what was for others. */
    static byte[] heartbeat(EventId id) {
        return bytes(": heartbeat\nid: " + id + "\n\n");
    }

    /** The shop that a record is of; empty where it is of none. */
    static String shopOf(ConsumerRecord<String, byte[]> record) {
        int slash = record.key() == null ? -1 : record.key().indexOf('/');
        return slash < 0 ? "" : record.key().substring(0, slash);
    }

    /** The event of a record of {@code stock}; empty where the record is no level's. */
    static Optional<byte[]> of(ConsumerRecord<String, byte[]> record) {
        Matcher level = LEVEL.matcher(Keys.nameOf(record.key()));
        if (!level.matches()) {
            return Optional.empty();
        }
        String id = "id: " + new EventId(record.partition(), record.offset());
        if (record.value() == null) {
            return Optional.of(
                    removed(id, new RemovedLevel(Keys.shopOf(record.key()), level.group(1), level.group(2))));
        }
        byte[] head = bytes(id + "\nevent: level\ndata: ");
        byte[] frame = new byte[head.length + record.value().length + END.length];
        System.arraycopy(head, 0, frame, 0, head.length);
        copyOnOneLine(record.value(), frame, head.length);
        System.arraycopy(END, 0, frame, frame.length - END.length, END.length);
        return Optional.of(frame);
    }

    private static byte[] removed(String id, RemovedLevel level) {
        try {
            return bytes(id + "\nevent: removed\ndata: " + Json.mapper().writeValueAsString(level) + "\n\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a removed level always has JSON", e);
        }
    }

    /** A line break would end the data; in JSON it is white space wherever it may stand. */
    private static void copyOnOneLine(byte[] json, byte[] into, int at) {
        for (int i = 0; i < json.length; i++) {
            into[at + i] = json[i] == '\n' || json[i] == '\r' ? (byte) ' ' : json[i];
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
