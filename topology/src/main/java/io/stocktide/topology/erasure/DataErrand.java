package io.stocktide.topology.erasure;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Erasure;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies the records that concern a customer to where the merchant finds them, and says where that is. */
final class DataErrand implements Errand {
    private static final Logger LOG = LoggerFactory.getLogger(DataErrand.class);

    private final Erasure request;
    private final boolean namesContact;
    private final CustomerMatcher matcher;
    /** Where each copy lies, by its key: a second pass meets a record again. */
    private final Map<String, ErasureWriter.Copy> copies = new HashMap<>();

    DataErrand(Erasure request, Contact contact) {
        this.request = request;
        this.namesContact = !contact.isEmpty();
        this.matcher = new CustomerMatcher(request.customerId(), request.orderIds(), contact);
    }

    @Override
    public Erasure request() {
        return request;
    }

    @Override
    public Set<Topic<?>> topics() {
        return Set.of(Topics.WEBHOOKS);
    }

    @Override
    public void meet(ConsumerRecord<String, byte[]> record, ErasureWriter writer) {
        if (!Requests.isRequest(record, request) && matcher.concerns(Requests.topicOf(record), record.value())) {
            copies.computeIfAbsent(copyKey(record), key -> writer.copy(record, Topics.DATA_REQUESTS, key));
        }
    }

    private String copyKey(ConsumerRecord<String, byte[]> record) {
        String name = request.dataRequestId() == null
                ? request.webhookId()
                : request.dataRequestId().toString();
        return Keys.of(request.shop(), name + '/' + Keys.nameOf(record.key()));
    }

    @Override
    public boolean wantsAnotherPass() {
        return matcher.takeLearnt();
    }

    @Override
    public void finish(ErasureWriter writer) {
        if (namesContact) {
            writer.erase(Topics.WEBHOOKS.name(), request.partition(), Requests.keyOf(request));
        }
        tell();
    }

    private void tell() {
        RecordMetadata[] places =
                copies.values().stream().map(ErasureWriter.Copy::place).toArray(RecordMetadata[]::new);
        var line = LOG.atInfo()
                .addKeyValue("shop", request.shop())
                .addKeyValue("dataRequest", request.dataRequestId())
                .addKeyValue("records", places.length);
        if (places.length > 0) {
            line = line.addKeyValue("topic", places[0].topic())
                    .addKeyValue("partition", places[0].partition())
                    .addKeyValue("firstOffset", offsets(places).min().orElseThrow())
                    .addKeyValue("lastOffset", offsets(places).max().orElseThrow());
        }
        line.log("a customer's data are gathered");
    }

    private static java.util.stream.LongStream offsets(RecordMetadata[] places) {
        return java.util.Arrays.stream(places).mapToLong(RecordMetadata::offset);
    }
}
