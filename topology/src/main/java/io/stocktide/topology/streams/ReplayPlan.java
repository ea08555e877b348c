package io.stocktide.topology.streams;

/**
 * What of a replay the topology has to know at its start.
 *
 * @param replayId the last replay of the application; null where there was none
 * @param follows whether to rebuild beside the live application for good: it decides nothing and writes to no topic
 */
public record ReplayPlan(String replayId, boolean follows) {
    public static final ReplayPlan NONE = new ReplayPlan(null, false);

    public static ReplayPlan of(String replayId) {
        return new ReplayPlan(replayId, false);
    }

    /** To rebuild beside the live application. */
    public static ReplayPlan following(String replayId) {
        return new ReplayPlan(replayId, true);
    }
}
