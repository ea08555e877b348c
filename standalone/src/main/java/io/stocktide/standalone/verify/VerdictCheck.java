package io.stocktide.standalone.verify;

import io.stocktide.schemas.rest.VerifyReport.Fault;
import io.stocktide.schemas.rest.VerifyReport.Kind;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every webhook that the topology has passed was judged: its id is in the store {@code seen-webhooks}. */
final class VerdictCheck implements Check {
    /**
     * What follows the id in a key of a window store: its time and a sequence number ({@code WindowKeySchema} of Kafka
     * Streams).
     */
    private static final int BEHIND_THE_ID = Long.BYTES + Integer.BYTES;

    private final String changelog;
    private final long sinceMillis;
    private final Set<String> judged = new HashSet<>();
    private final Map<String, Long> unjudged = new HashMap<>();
    private long webhooks;

    /**
     * @param changelog the topic behind the store
     * @param sinceMillis what is older may have been forgotten
     */
    VerdictCheck(String changelog, long sinceMillis) {
        this.changelog = changelog;
        this.sinceMillis = sinceMillis;
    }

    @Override
    public List<String> topics() {
        return List.of(changelog, Topics.WEBHOOKS.name());
    }

    @Override
    public List<String> topicsThatSettle() {
        return List.of(changelog);
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        if (record.topic().equals(changelog)) {
            String id = id(record.key());
            judged.add(id);
            unjudged.remove(id);
        } else {
            webhook(record);
        }
    }

    private static String id(byte[] windowKey) {
        if (windowKey.length <= BEHIND_THE_ID) {
            throw new IllegalArgumentException("no key of a window store");
        }
        return new String(windowKey, 0, windowKey.length - BEHIND_THE_ID, StandardCharsets.UTF_8);
    }

    private void webhook(ConsumerRecord<byte[], byte[]> record) {
        String key = Records.key(record);
        // Ingest accepts none without a shop; what a stranger wrote is a dead letter and is not remembered.
        if (key.indexOf('/') > 0 && !Keys.isControl(key) && record.timestamp() >= sinceMillis) {
            webhooks++;
            if (!judged.contains(key)) {
                unjudged.put(key, record.offset());
            }
        }
    }

    long webhooks() {
        return webhooks;
    }

    @Override
    public List<Fault> faults() {
        return unjudged.entrySet().stream()
                .map(entry -> new Fault(
                        Kind.WEBHOOK_WITHOUT_VERDICT,
                        entry.getKey(),
                        "the topology has passed offset " + entry.getValue() + " and knows nothing of it"))
                .toList();
    }
}
