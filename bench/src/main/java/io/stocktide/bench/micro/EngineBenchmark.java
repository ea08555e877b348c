package io.stocktide.bench.micro;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Facts applied to a shop's books, of which nothing but the disk and Kafka is missing: state is read and written. */
public class EngineBenchmark extends HotPath {
    private MemoryShop shop;

    @Setup
    public void open() {
        shop = new MemoryShop(SKUS);
    }

    @Benchmark
    public long orderOf2Lines() {
        return shop.order(2);
    }

    @Benchmark
    public long orderOf20Lines() {
        return shop.order(20);
    }

    /** A channel's sale of two SKUs forms a batch, and the batch's delivery frees the shop for the next. */
    @Benchmark
    public void saleBatchAndDelivery() {
        shop.applied(shop.sale());
    }
}
