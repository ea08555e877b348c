package io.stocktide.topology.streams;

import io.stocktide.topology.state.DecodedCache;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/** One cache for each task's store, whichever of its processors asks; a task that begins anew has another store. */
final class TaskCaches {
    private static final Map<StateStore, DecodedCache> CACHES = Collections.synchronizedMap(new WeakHashMap<>());

    private TaskCaches() {}

    static DecodedCache of(StateStore store) {
        return CACHES.computeIfAbsent(innermost(store), unused -> DecodedCache.create());
    }

    /** Each processor is handed a wrapper of its own. */
    private static StateStore innermost(StateStore store) {
        StateStore inner = store;
        while (inner instanceof WrappedStateStore<?, ?, ?> wrapper) {
            inner = wrapper.wrapped();
        }
        return inner;
    }
}
