package io.stocktide.topology.streams;

import io.stocktide.topology.facts.Safeguard;
import io.stocktide.topology.facts.Safeguards;
import java.time.Duration;

/**
 * What the topology can be told.
 *
 * @param settling how long a doubt may settle by itself before Shopify is asked
 * @param webhookMemory how long webhook ids are remembered, in stream time
 * @param eventMemory how long ids of channel events and deliveries are remembered, in stream time
 * @param ledgerRowsPerItem how many ledger rows of an item are kept for reads
 * @param agendaInterval how often the agenda is looked at, in wall-clock time
 * @param replay the replay that the state is to be of
 * @param safeguards all of them, but in tests
 * @param lowStockThreshold at or below it stock is low, of items that have no threshold of their own; null for none
 */
public record TopologySettings(
        Duration settling,
        Duration webhookMemory,
        Duration eventMemory,
        int ledgerRowsPerItem,
        Duration agendaInterval,
        ReplayPlan replay,
        Safeguards safeguards,
        Long lowStockThreshold) {
    public static TopologySettings defaults() {
        return new TopologySettings(
                Duration.ofSeconds(60),
                Duration.ofHours(48),
                Duration.ofDays(30),
                1000,
                Duration.ofSeconds(1),
                ReplayPlan.NONE,
                Safeguards.ALL,
                null);
    }

    public TopologySettings withSettling(Duration newSettling) {
        return new TopologySettings(
                newSettling,
                webhookMemory,
                eventMemory,
                ledgerRowsPerItem,
                agendaInterval,
                replay,
                safeguards,
                lowStockThreshold);
    }

    public TopologySettings withLedgerRowsPerItem(int rows) {
        return new TopologySettings(
                settling, webhookMemory, eventMemory, rows, agendaInterval, replay, safeguards, lowStockThreshold);
    }

    public TopologySettings withReplay(ReplayPlan newReplay) {
        return new TopologySettings(
                settling,
                webhookMemory,
                eventMemory,
                ledgerRowsPerItem,
                agendaInterval,
                newReplay,
                safeguards,
                lowStockThreshold);
    }

    /** @param threshold null for none */
    public TopologySettings withLowStockThreshold(Long threshold) {
        return new TopologySettings(
                settling, webhookMemory, eventMemory, ledgerRowsPerItem, agendaInterval, replay, safeguards, threshold);
    }

    /** For tests of what the safeguards are for. */
    public TopologySettings without(Safeguard... missing) {
        return new TopologySettings(
                settling,
                webhookMemory,
                eventMemory,
                ledgerRowsPerItem,
                agendaInterval,
                replay,
                Safeguards.without(missing),
                lowStockThreshold);
    }

    public TopologySettings {
        if (settling.isNegative() || settling.isZero()) {
            throw new IllegalArgumentException("the settling time must be above zero");
        }
        if (ledgerRowsPerItem < 1) {
            throw new IllegalArgumentException("at least one ledger row of an item is kept");
        }
        if (lowStockThreshold != null && lowStockThreshold < 0) {
            throw new IllegalArgumentException("stock is low at or below a quantity of 0 or more");
        }
    }
}
