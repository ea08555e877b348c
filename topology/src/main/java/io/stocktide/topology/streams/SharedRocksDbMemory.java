package io.stocktide.topology.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.apache.kafka.streams.state.internals.BlockBasedTableConfigWithAccessibleCache;
import org.rocksdb.Cache;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one write-buffer budget for every store of the process. By default each store of each partition
 * takes 50 MB and three memtables of 16 MB off the heap, which no container limit survives.
 */
public final class SharedRocksDbMemory implements RocksDBConfigSetter {
    /**
     * Sets how many bytes all stores together may use off the heap; read when the first store opens. Like the other, it
     * may be a system property where Streams is not told.
     */
    public static final String TOTAL_BYTES_CONFIG = "stocktide.rocksdb.total.bytes";

    /** Sets the size of a memtable in bytes; a small one makes a crash find flushed state. */
    public static final String MEMTABLE_BYTES_CONFIG = "stocktide.rocksdb.memtable.bytes";

    static final long DEFAULT_TOTAL_BYTES = 256L * 1024 * 1024;
    private static final long DEFAULT_MEMTABLE_BYTES = 16L * 1024 * 1024;
    private static final int WRITE_SHARE = 3;
    private static final double MEMTABLE_FILTER_SHARE = 0.02;
    private static final int SHARD_BITS_BY_DEFAULT = -1;

    private static Cache cache;
    private static long capacityBytes;
    private static WriteBufferManager writeBuffers;

    private static synchronized void allocate(long totalBytes) {
        if (cache == null) {
            capacityBytes = totalBytes;
            cache = new LRUCache(totalBytes, SHARD_BITS_BY_DEFAULT, false);
            // Memtables are charged to the cache, so the total holds for both.
            writeBuffers = new WriteBufferManager(totalBytes / WRITE_SHARE, cache);
        }
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        allocate(number(configs, TOTAL_BYTES_CONFIG, DEFAULT_TOTAL_BYTES));
        BlockBasedTableConfigWithAccessibleCache table =
                (BlockBasedTableConfigWithAccessibleCache) options.tableFormatConfig();
        // Streams has made a cache for this store alone; nobody else would close it.
        table.blockCache().close();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        // Nearly all reads are of one key: a hash in each block spares the search in it.
        table.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(writeBuffers);
        options.setWriteBufferSize(number(configs, MEMTABLE_BYTES_CONFIG, DEFAULT_MEMTABLE_BYTES));
        // Most orders and ids that are asked for are new, so the filters must answer for the last level too.
        options.setOptimizeFiltersForHits(false);
        options.setMemtableWholeKeyFiltering(true);
        options.setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER_SHARE);
    }

    /** What of the cache is in use, memtables among it; 0 before the first store opens. */
    static synchronized long usedBytes() {
        return cache == null ? 0 : cache.getUsage();
    }

    /** What of it cannot be let go, since it is being read or held on purpose. */
    static synchronized long pinnedBytes() {
        return cache == null ? 0 : cache.getPinnedUsage();
    }

    /** What all stores together may use; 0 before the first store opens. */
    static synchronized long capacityBytes() {
        return cache == null ? 0 : capacityBytes;
    }

    private static long number(Map<String, Object> configs, String name, long otherwise) {
        Object value = configs.get(name);
        return value == null ? Long.getLong(name, otherwise) : Long.parseLong(value.toString());
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache and the buffers are shared and live as long as the process.
    }
}
