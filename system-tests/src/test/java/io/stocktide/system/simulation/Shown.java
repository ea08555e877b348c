package io.stocktide.system.simulation;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.StockLevel;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;

/** The levels as the topic {@code stock} shows them, which is all that anybody outside can see. */
final class Shown {
    private final Map<String, byte[]> byKey = new TreeMap<>();
    private final Map<Place, StockLevel> levels = new TreeMap<>();

    void take(TestRecord<String, byte[]> record) {
        String[] parts = record.key().split("/", -1);
        Place place = new Place(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        if (record.value() == null) {
            byKey.remove(record.key());
            levels.remove(place);
        } else {
            byKey.put(record.key(), record.value());
            levels.put(place, Driven.value(Topics.STOCK, record));
        }
    }

    Map<Place, StockLevel> levels() {
        return levels;
    }

    /** The last value of each key, as text. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        byKey.forEach((key, value) -> texts.put(key, new String(value, java.nio.charset.StandardCharsets.UTF_8)));
        return texts;
    }

    /** What all locations of an item together may sell, as its levels have it. */
    long balance(long itemId) {
        long sum = 0;
        long unsettled = 0;
        for (Map.Entry<Place, StockLevel> entry : levels.entrySet()) {
            StockLevel level = entry.getValue();
            if (entry.getKey().itemId() == itemId && level.available() != null) {
                sum += level.available() - level.unsettled();
                unsettled = level.unsettled();
            }
        }
        return sum + unsettled;
    }
}
