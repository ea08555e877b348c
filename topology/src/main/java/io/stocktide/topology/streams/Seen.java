package io.stocktide.topology.streams;

import io.stocktide.topology.engine.Verdict;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is remembered of a record that was taken in: a byte that says what became of it, and its offset. A single byte is
 * of a release that remembered no more.
 *
 * @param verdict empty where it was not remembered
 * @param moved whether it made rows of the ledger; empty where that was not remembered
 * @param buried whether it or a part of it became a dead letter; empty where that was not remembered
 * @param offset on its topic, at the partition of its shop; empty where it was not remembered
 * @param recordMillis the record's time, in milliseconds since the epoch
 */
public record Seen(
        Optional<Verdict> verdict,
        Optional<Boolean> moved,
        Optional<Boolean> buried,
        OptionalLong offset,
        long recordMillis) {
    /** A release before this one tells a dead letter by the whole byte, so it has no flags. */
    private static final byte DEAD = 2;

    private static final int DEALT_WITH = 1;
    private static final int APPLIED = 3;
    private static final int NO_STOCK_MEANING = 4;
    private static final int COMPLIANCE = 5;
    private static final int MOVED = 0x10;
    private static final int BURIED = 0x20;
    private static final int VERDICT = 0x0f;

    static byte[] write(Verdict verdict, boolean moved, boolean buried, long offset) {
        int first = verdict == Verdict.DEAD_LETTER ? DEAD : code(verdict) | (moved ? MOVED : 0) | (buried ? BURIED : 0);
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) first)
                .putLong(offset)
                .array();
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

    static Seen read(byte[] value, long recordMillis) {
        boolean whole = value.length > 1;
        boolean dead = isDead(value);
        return new Seen(
                verdict(value[0] & VERDICT),
                whole ? Optional.of(!dead && (value[0] & MOVED) != 0) : Optional.empty(),
                dead || whole ? Optional.of(dead || (value[0] & BURIED) != 0) : Optional.empty(),
                whole ? OptionalLong.of(ByteBuffer.wrap(value, 1, Long.BYTES).getLong()) : OptionalLong.empty(),
                recordMillis);
    }

    /** Whether nothing but a dead letter came of it. */
    static boolean isDead(byte[] value) {
        return value[0] == DEAD;
    }

    private static Optional<Verdict> verdict(int code) {
        return switch (code) {
            case DEAD -> Optional.of(Verdict.DEAD_LETTER);
            case APPLIED -> Optional.of(Verdict.APPLIED);
            case NO_STOCK_MEANING -> Optional.of(Verdict.NO_STOCK_MEANING);
            case COMPLIANCE -> Optional.of(Verdict.COMPLIANCE);
            default -> Optional.empty();
        };
    }
}
