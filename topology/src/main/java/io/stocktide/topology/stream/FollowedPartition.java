package io.stocktide.topology.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One partition as the tail has read it, and the streams that hear of it live. */
final class FollowedPartition {
    private final Consumer<StockStream> outran;
    private final Map<String, List<StockStream>> live = new HashMap<>();
    private long next;

    /**
     * @param next the offset that the tail reads next
     * @param outran takes a stream whose reader is slower than the tail
     */
    FollowedPartition(long next, Consumer<StockStream> outran) {
        this.next = next;
        this.outran = outran;
    }

    synchronized long next() {
        return next;
    }

    /** Whether it hears of it live from now on; false where the tail is further than the stream. */
    synchronized boolean join(StockStream stream) {
        if (stream.next() < next) {
            return false;
        }
        live.computeIfAbsent(stream.shop(), shop -> new ArrayList<>()).add(stream);
        return true;
    }

    /**
     * Passes on what the tail has read.
     *
     * @param upTo the offset that it reads next
     */
    synchronized void pass(List<ConsumerRecord<String, byte[]>> records, long upTo) {
        records.forEach(this::pass);
        next = Math.max(next, upTo);
    }

    private void pass(ConsumerRecord<String, byte[]> record) {
        List<StockStream> streams = live.get(Frames.shopOf(record));
        Optional<byte[]> frame = streams == null ? Optional.empty() : Frames.of(record);
        if (frame.isPresent()) {
            streams.removeIf(stream -> !keepsUp(stream, record.offset(), frame.get()));
        }
    }

    private boolean keepsUp(StockStream stream, long offset, byte[] frame) {
        if (!stream.isOpen()) {
            return false;
        }
        if (offset < stream.next() || stream.offer(frame)) {
            stream.moveTo(offset + 1);
            return true;
        }
        stream.moveTo(offset);
        outran.accept(stream);
        return false;
    }

    /** Forgets streams that have ended and lets the others know how far it is. */
    synchronized void tend(Consumer<StockStream> heartbeat) {
        Iterator<List<StockStream>> shops = live.values().iterator();
        while (shops.hasNext()) {
            List<StockStream> streams = shops.next();
            streams.removeIf(stream -> !stream.isOpen());
            streams.forEach(stream -> {
                stream.moveTo(next);
                heartbeat.accept(stream);
            });
            if (streams.isEmpty()) {
                shops.remove();
            }
        }
    }
}
