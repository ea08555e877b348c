package io.stocktide.standalone.verify;

import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.schemas.value.StockLevel;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** One item: its ledger rows one after the other, of which the last is kept, and its levels. */
final class ItemBooks {
    private record Shown(long available, long unsettled) {}

    private final Map<Long, Shown> levels = new TreeMap<>();
    private String replayId;
    private long seq;
    private long balance;
    private String broken;

    /**
     * Takes the next row.
     *
     * @param newReplayId the replay that rebuilt it; rows of another replay begin anew, and those of before are done
     * @param mayBeCut whether rows before the first may have expired
     */
    void row(String newReplayId, LedgerRow row, boolean mayBeCut) {
        boolean first = !hasRows();
        if (first || !Objects.equals(replayId, newReplayId)) {
            broken = faultOfFirst(row, first && mayBeCut);
        } else if (broken == null) {
            broken = faultOfNext(row);
        }
        replayId = newReplayId;
        seq = row.seq();
        balance = row.balanceAfter();
    }

    private static String faultOfFirst(LedgerRow row, boolean mayBeCut) {
        if (row.seq() == 1) {
            return row.balanceAfter() == row.delta()
                    ? null
                    : "row 1 adds %d to nothing and ends at %d".formatted(row.delta(), row.balanceAfter());
        }
        return mayBeCut ? null : "its rows begin with row " + row.seq();
    }

    private String faultOfNext(LedgerRow row) {
        if (row.seq() != seq + 1) {
            return "after row %d comes row %d".formatted(seq, row.seq());
        }
        return row.balanceAfter() == balance + row.delta()
                ? null
                : "row %d adds %d to %d and ends at %d".formatted(row.seq(), row.delta(), balance, row.balanceAfter());
    }

    /**
     * The level now.
     *
     * @param level null where it is not stocked any more
     */
    void level(long locationId, StockLevel level) {
        if (level == null || level.available() == null) {
            levels.remove(locationId);
        } else {
            levels.put(locationId, new Shown(level.available(), level.unsettled()));
        }
    }

    boolean hasRows() {
        return seq > 0;
    }

    /** Whether any level shows a figure, so that there is a balance. */
    boolean isCounted() {
        return !levels.isEmpty();
    }

    /** Why the rows do not follow from one another. */
    Optional<String> chainFault() {
        return Optional.ofNullable(broken);
    }

    /**
     * Why the rows do not end at the balance.
     *
     * @param mayBeCut whether the item's rows may have expired, all of them
     */
    Optional<String> balanceFault(boolean mayBeCut) {
        if (!isCounted() || (!hasRows() && mayBeCut) || balance == shown()) {
            return Optional.empty();
        }
        String rows = hasRows() ? "row %d, its last, ends at %d".formatted(seq, balance) : "it has no rows";
        return Optional.of(rows + ", its levels sum to " + shown());
    }

    /** Each level is lowered by all that is unsettled of the item, which counts once. */
    private long shown() {
        long sum = 0;
        long unsettled = 0;
        for (Shown level : levels.values()) {
            sum += level.available() - level.unsettled();
            unsettled = level.unsettled();
        }
        return sum + unsettled;
    }
}
