package io.stocktide.topology.streams;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The tasks that are active here and running, with their stores: each from when they are restored until the task is
 * given up. Streams tells its own state for all tasks together, takes one that is restored anew for a running one, and
 * looks for a store over all tasks and under a lock at each read.
 */
public final class ActiveTasks {
    private final Map<Integer, Map<String, ReadOnlyKeyValueStore<Bytes, byte[]>>> stores = new ConcurrentHashMap<>();

    /** To be called once its stores are restored. */
    void began(ProcessorContext<String, byte[]> task) {
        stores.put(
                task.taskId().partition(),
                Map.of(
                        Stores.SHOP_STATE, task.getStateStore(Stores.SHOP_STATE),
                        Stores.HISTORY, task.getStateStore(Stores.HISTORY)));
    }

    /** To be called before its stores close or become a standby's. */
    void ended(ProcessorContext<String, byte[]> task) {
        stores.remove(task.taskId().partition());
    }

    /** Null where the partition has no such task here, or the name none of its stores. */
    public ReadOnlyKeyValueStore<Bytes, byte[]> store(int partition, String name) {
        Map<String, ReadOnlyKeyValueStore<Bytes, byte[]>> task = stores.get(partition);
        return task == null ? null : task.get(name);
    }

    public Set<Integer> partitions() {
        return Set.copyOf(stores.keySet());
    }
}
