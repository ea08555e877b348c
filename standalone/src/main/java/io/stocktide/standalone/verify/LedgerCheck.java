package io.stocktide.standalone.verify;

import io.stocktide.schemas.rest.VerifyReport.Fault;
import io.stocktide.schemas.rest.VerifyReport.Kind;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.StockLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The ledger rows of each item follow from one another and end at its balance. */
final class LedgerCheck implements Check {
    private final boolean mayBeCut;
    private final Map<String, ItemBooks> items = new HashMap<>();
    /** The last one read, so that rows share one string. */
    private String replayId;

    /**
     * @param mayBeCut whether the oldest records of the ledger have expired
     */
    LedgerCheck(boolean mayBeCut) {
        this.mayBeCut = mayBeCut;
    }

    @Override
    public List<String> topics() {
        return List.of(Topics.STOCK.name(), Topics.LEDGER.name());
    }

    @Override
    public List<String> topicsThatSettle() {
        return topics();
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        String key = Records.key(record);
        if (record.topic().equals(Topics.STOCK.name())) {
            level(key, Records.value(record, Topics.STOCK));
        } else if (record.value() != null) {
            rows(Keys.shopOf(key), Records.value(record, Topics.LEDGER));
        }
    }

    private void level(String key, StockLevel level) {
        String[] parts = key.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no key of a level");
        }
        books(parts[0], Long.parseLong(parts[1])).level(Long.parseLong(parts[2]), level);
    }

    private void rows(String shop, LedgerEntry entry) {
        if (!Objects.equals(replayId, entry.replayId())) {
            replayId = entry.replayId();
        }
        entry.rows().forEach(row -> books(shop, row.inventoryItemId()).row(replayId, row, mayBeCut));
    }

    private ItemBooks books(String shop, long itemId) {
        return items.computeIfAbsent(Keys.item(shop, itemId), key -> new ItemBooks());
    }

    long items() {
        return items.values().stream().filter(ItemBooks::hasRows).count();
    }

    long compared() {
        return items.values().stream()
                .filter(books -> books.hasRows() && books.isCounted())
                .count();
    }

    /** At most one an item. */
    @Override
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        items.forEach((key, books) -> faultOf(key, books).ifPresent(faults::add));
        return faults;
    }

    private Optional<Fault> faultOf(String key, ItemBooks books) {
        return books.chainFault()
                .map(detail -> new Fault(Kind.LEDGER_CHAIN, key, detail))
                .or(() -> books.balanceFault(mayBeCut).map(detail -> new Fault(Kind.BALANCE, key, detail)));
    }
}
