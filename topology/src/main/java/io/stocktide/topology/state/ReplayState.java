package io.stocktide.topology.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * How far one partition has come in a replay. Kept in the store {@code shop-state} under keys that begin with a byte
 * of one, behind the agenda and before every shop.
 */
public final class ReplayState {
    private static final byte[] PRESENT = {1};
    private static final String LIVE = "live";
    private static final String PASSED = "passed/";
    private static final String CURSOR = "cursor";

    private final String replayId;
    private final BufferedStore store;

    public ReplayState(String replayId, BufferedStore store) {
        this.replayId = replayId;
        this.store = store;
    }

    /** Whether the partition is through, so that facts are of now. */
    public boolean isLive() {
        return store.get(key(replayId, LIVE)) != null;
    }

    /** Whether a partition of this store is through. */
    public static boolean isLive(String replayId, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        return store.get(key(replayId, LIVE)) != null;
    }

    /** Notes that an input has come to the fence. Returns how many have. */
    public int passed(String topic) {
        store.put(key(replayId, PASSED + topic), PRESENT);
        return store.scan(key(replayId, PASSED), Integer.MAX_VALUE).size();
    }

    /** From here on facts are of now, and what was rebuilt is to be published. */
    public void goLive() {
        store.put(key(replayId, LIVE), PRESENT);
        store.put(key(replayId, CURSOR), new byte[0]);
    }

    /** Whether there is anything to publish. */
    public boolean publishes() {
        return store.get(key(replayId, CURSOR)) != null;
    }

    /** The last key that was published; null where none was. */
    public Bytes cursor() {
        byte[] key = store.get(key(replayId, CURSOR));
        return key == null || key.length == 0 ? null : Bytes.wrap(key);
    }

    public void publishedTo(Bytes key) {
        store.put(key(replayId, CURSOR), key.get());
    }

    public void publishedAll() {
        store.delete(key(replayId, CURSOR));
    }

    private static Bytes key(String replayId, String name) {
        byte[] bytes = (replayId + '/' + name).getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(1 + bytes.length).put((byte) 1).put(bytes).array());
    }
}
