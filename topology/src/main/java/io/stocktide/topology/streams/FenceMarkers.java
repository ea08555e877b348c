package io.stocktide.topology.streams;

/**
 * Control records on the inputs. Their keys begin with a tilde, as no shop does, and they have no value, so that
 * whoever else reads the topics takes them for tombstones of nothing.
 */
public final class FenceMarkers {
    private static final char CONTROL = '~';

    private FenceMarkers() {}

    /** The key of the marker that a replay writes at the end of each partition of each input. */
    public static String key(String replayId) {
        return CONTROL + "fence/" + replayId;
    }

    /** The key of a tick, which moves stream time on where no fact does. */
    static String tick(int partition) {
        return CONTROL + "tick/" + partition;
    }

    static boolean isControl(String key) {
        return key != null && !key.isEmpty() && key.charAt(0) == CONTROL;
    }

    static boolean isTick(String key) {
        return key.startsWith(CONTROL + "tick/");
    }

    static int partitionOfTick(String key) {
        return Integer.parseInt(key, key.indexOf('/') + 1, key.length(), 10);
    }
}
