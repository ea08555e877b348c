package io.stocktide.standalone.cli;

import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.topology.letters.LetterFilter;
import io.stocktide.topology.letters.LetterOffice;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Goes through the dead letters that match, partition by partition, as far as they stood at the start. */
final class LetterWalk {
    private static final int PAGE = 500;

    private final LetterOffice office;
    private final LetterFilter filter;
    private final int limit;
    private int seen;
    private boolean more;

    LetterWalk(LetterOffice office, LetterFilter filter, int limit) {
        this.office = office;
        this.filter = filter;
        this.limit = limit;
    }

    /** Returns whether there may be more than the limit lets through. */
    boolean forEachPage(Consumer<List<ListedDeadLetter>> action) {
        int only = filter.shop() == null ? -1 : office.partitionOf(filter.shop());
        for (int partition = 0; partition < office.partitions(); partition++) {
            if (only < 0 || only == partition) {
                walk(partition, action);
            }
        }
        return more;
    }

    private void walk(int partition, Consumer<List<ListedDeadLetter>> action) {
        long end = office.end(partition);
        OptionalLong from = OptionalLong.of(0);
        while (from.isPresent()) {
            if (seen >= limit) {
                more = true;
                return;
            }
            LetterOffice.Page page =
                    office.page(partition, filter, from.getAsLong(), end, Math.min(PAGE, limit - seen));
            seen += page.letters().size();
            action.accept(page.letters());
            from = page.next();
        }
    }
}
