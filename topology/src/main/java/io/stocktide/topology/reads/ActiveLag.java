package io.stocktide.topology.reads;

import io.stocktide.topology.routing.Freshness;
import io.stocktide.topology.routing.InputLag;
import io.stocktide.topology.routing.NotHereException;
import io.stocktide.topology.streams.ActiveTasks;
import io.stocktide.topology.streams.Stores;
import java.util.Arrays;

/** How far the active copies of this instance are behind what Kafka holds. */
public final class ActiveLag {
    private final ActiveTasks tasks;
    private final LocalStores stores;
    private final Freshness freshness;

    ActiveLag(ActiveTasks tasks, LocalStores stores, Freshness freshness) {
        this.tasks = tasks;
        this.stores = stores;
        this.freshness = freshness;
    }

    /** The active copies that are here. */
    public int partitions() {
        return tasks.partitions().size();
    }

    /** Records of the inputs that they do not contain; those of a copy that moves away meanwhile are left out. */
    public long records() {
        return tasks.partitions().stream().mapToLong(this::records).sum();
    }

    private long records(int partition) {
        try {
            return LocalStores.orNotHere(() -> freshness
                    .inputLags(partition, stores.active(partition).keyValue(Stores.SHOP_STATE))
                    .map(inputs ->
                            Arrays.stream(inputs).mapToLong(InputLag::records).sum())
                    .orElse(0L));
        } catch (NotHereException e) {
            return 0; // It is another's now, or a replay rebuilds it.
        }
    }

    /** The worst of them, in milliseconds; null where one cannot tell. */
    public Long millis() {
        long worst = 0;
        for (int partition : tasks.partitions()) {
            Long lag = millis(partition);
            if (lag == null) {
                return null;
            }
            worst = Math.max(worst, lag);
        }
        return worst;
    }

    private Long millis(int partition) {
        try {
            return stores.active(partition).asOf().lagMillis();
        } catch (NotHereException e) {
            return null;
        }
    }
}
