package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.topology.state.BufferedStore;
import io.stocktide.topology.state.ReplayState;
import org.apache.kafka.common.utils.Bytes;

/**
 * The fence of a replay, as one task sees it. It is a marker at the end of each input; until all of them have been
 * read, the task rebuilds its state and decides nothing.
 */
final class Fence {
    private final ReplayPlan plan;
    private final ReplayState state;
    private boolean live;

    Fence(ReplayPlan plan, BufferedStore store) {
        this.plan = plan;
        this.state = new ReplayState(plan.replayId(), store);
        this.live = plan.replayId() == null;
    }

    /** Whether facts are of before, whose decisions are read back. */
    boolean rebuilding() {
        if (plan.follows()) {
            return true;
        }
        // Asked of the store while it lasts, since another input's processor may have met the last marker.
        live = live || state.isLive();
        return !live;
    }

    /** The record is the marker at the end of an input. */
    void passed(String key, String topic) {
        if (key.equals(FenceMarkers.key(plan.replayId()))
                && state.passed(topic) == Topics.inputs().size()
                && !state.isLive()) {
            state.goLive();
        }
    }

    boolean publishes() {
        return plan.replayId() != null && state.publishes();
    }

    Bytes cursor() {
        return state.cursor();
    }

    void publishedTo(Bytes key) {
        state.publishedTo(key);
    }

    void publishedAll() {
        state.publishedAll();
    }
}
