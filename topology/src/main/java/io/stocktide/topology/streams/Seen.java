package io.stocktide.topology.streams;

import io.stocktide.topology.engine.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of a record that was taken in: a byte that says what became of it, its offset and its time. An id
 * that was taken in again, as redriven ones are, has an entry for each time.
 *
 * @param moved whether it made rows of the ledger
 * @param buried whether it or a part of it became a dead letter
 * @param offset on its topic, at the partition of its shop
 * @param recordMillis the record's time, in milliseconds since the epoch
 */
public record Seen(Verdict verdict, boolean moved, boolean buried, long offset, long recordMillis) {
    /** Shopify sends a request for erasure again until it is answered; each is taken in. */
    private static final int MAX_ENTRIES = 64;

    private static final int ENTRY_BYTES = 1 + 2 * Long.BYTES;
    /** A dead letter has left nothing else behind, so it has no flags. */
    private static final byte DEAD = 2;

    private static final int DEALT_WITH = 1;
    private static final int APPLIED = 3;
    private static final int NO_STOCK_MEANING = 4;
    private static final int COMPLIANCE = 5;
    private static final int MOVED = 0x10;
    private static final int BURIED = 0x20;
    private static final int VERDICT = 0x0f;

    /** @param entries those of before; null where there are none */
    static byte[] append(
            byte[] entries, Verdict verdict, boolean moved, boolean buried, long offset, long recordMillis) {
        int first = verdict == Verdict.DEAD_LETTER ? DEAD : code(verdict) | (moved ? MOVED : 0) | (buried ? BURIED : 0);
        int length = entries == null ? 0 : Math.min(entries.length, (MAX_ENTRIES - 1) * ENTRY_BYTES);
        ByteBuffer all = ByteBuffer.allocate(length + ENTRY_BYTES);
        if (entries != null) {
            all.put(entries, 0, length);
        }
        return all.put((byte) first).putLong(offset).putLong(recordMillis).array();
    }

    private static int code(Verdict verdict) {
        return switch (verdict) {
            case APPLIED -> APPLIED;
            case NO_STOCK_MEANING -> NO_STOCK_MEANING;
            case COMPLIANCE -> COMPLIANCE;
            case DEAD_LETTER -> DEAD;
            case DUPLICATE -> DEALT_WITH;
        };
    }

    /** The first to be taken in comes first. */
    static List<Seen> readAll(byte[] entries) {
        ByteBuffer left = ByteBuffer.wrap(entries);
        List<Seen> all = new ArrayList<>(1);
        while (left.remaining() >= ENTRY_BYTES) {
            all.add(read(left.get(), left.getLong(), left.getLong()));
        }
        return all;
    }

    private static Seen read(byte first, long offset, long recordMillis) {
        boolean dead = first == DEAD;
        return new Seen(
                verdict(first & VERDICT),
                !dead && (first & MOVED) != 0,
                dead || (first & BURIED) != 0,
                offset,
                recordMillis);
    }

    /** Whether nothing but a dead letter came of it. */
    public boolean isDead() {
        return verdict == Verdict.DEAD_LETTER;
    }

    private static Verdict verdict(int code) {
        return switch (code) {
            case DEAD -> Verdict.DEAD_LETTER;
            case APPLIED -> Verdict.APPLIED;
            case NO_STOCK_MEANING -> Verdict.NO_STOCK_MEANING;
            case COMPLIANCE -> Verdict.COMPLIANCE;
            default -> Verdict.DUPLICATE;
        };
    }
}
