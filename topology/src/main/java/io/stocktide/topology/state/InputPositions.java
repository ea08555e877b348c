package io.stocktide.topology.state;

import io.stocktide.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Up to which offset the state of a partition contains each of its inputs. Kept in the store {@code shop-state} under
 * keys that begin with a byte of four, before every shop: so a copy of the state knows it too, wherever it is.
 */
public final class InputPositions {
    /** The inputs that change stock. What the topology wrote itself is among the inputs for replays alone. */
    public static final List<String> INPUTS = List.of(
            Topics.WEBHOOKS.name(), Topics.CHANNEL_EVENTS.name(), Topics.SNAPSHOTS.name(), Topics.DELIVERIES.name());

    private static final byte POSITIONS = 4;
    private static final List<Bytes> KEYS =
            INPUTS.stream().map(InputPositions::key).toList();
    private static final Bytes CHANNEL_EVENTS = key(Topics.CHANNEL_EVENTS.name());

    private static final int EVENTS = INPUTS.indexOf(Topics.CHANNEL_EVENTS.name());

    private final KeyValueStore<Bytes, byte[]> store;
    private final long[] pending = new long[INPUTS.size()];

    public InputPositions(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        Arrays.fill(pending, -1);
    }

    /**
     * A record has been taken in, whatever became of it. Written at once for a channel event, since its sender may wait
     * for that; for the others when they are flushed, or each record would cost a write more.
     */
    public void note(String topic, long offset) {
        int input = INPUTS.indexOf(topic);
        if (input >= 0) {
            pending[input] = offset;
        }
        if (input == EVENTS) {
            write(input);
        }
    }

    /**
     * Writes what has been noted. To be called behind all that the records have changed: a copy is restored in the order
     * of the writes, and must not claim what is still to come.
     */
    public void flush() {
        for (int input = 0; input < pending.length; input++) {
            if (pending[input] >= 0) {
                write(input);
            }
        }
    }

    private void write(int input) {
        store.put(
                KEYS.get(input),
                ByteBuffer.allocate(Long.BYTES).putLong(pending[input]).array());
        pending[input] = -1;
    }

    /**
     * The last offset of each of {@link #INPUTS} that the state contains, and -1 where there is none.
     *
     * @param store of one partition, on whichever instance
     */
    public static long[] all(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        return KEYS.stream().mapToLong(key -> offset(store.get(key))).toArray();
    }

    /** The last offset of the topic {@code channel-events} that the state contains; empty where there is none. */
    public static OptionalLong channelEvents(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        byte[] offset = store.get(CHANNEL_EVENTS);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset(offset));
    }

    private static long offset(byte[] bytes) {
        return bytes == null ? -1 : ByteBuffer.wrap(bytes).getLong();
    }

    private static Bytes key(String topic) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(1 + name.length).put(POSITIONS).put(name).array());
    }
}
