package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Cleanup;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;

/** The topology's control records on its inputs. */
public final class FenceMarkers {
    private static final String TICK = Keys.control("tick/");

    private FenceMarkers() {}

    /** The key of the marker that a replay writes at the end of each partition of each input. */
    public static String key(String replayId) {
        return Keys.control("fence/" + replayId);
    }

    /** Its value: compaction would clean a tombstone away before a long replay comes to it. */
    public static byte[] value(Topic<?> input) {
        return input.cleanup() == Cleanup.DELETE ? null : "null".getBytes(StandardCharsets.UTF_8);
    }

    /** The key of a tick, which moves stream time on where no fact does. */
    static String tick(int partition) {
        return TICK + partition;
    }

    static int partitionOfTick(String key) {
        return Integer.parseInt(key, key.indexOf('/') + 1, key.length(), 10);
    }
}
