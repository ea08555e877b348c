package io.stocktide.topology.erasure;

import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Erasure;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Erases the records that concern a customer, copies for him included, and last the request, which names him too. */
final class CustomerErrand implements Errand {
    private final Erasure request;
    private final CustomerMatcher matcher;

    CustomerErrand(Erasure request, Contact contact) {
        this.request = request;
        this.matcher = new CustomerMatcher(request.customerId(), request.orderIds(), contact);
    }

    @Override
    public Erasure request() {
        return request;
    }

    @Override
    public Set<Topic<?>> topics() {
        return Set.of(Topics.WEBHOOKS, Topics.DATA_REQUESTS);
    }

    @Override
    public void meet(ConsumerRecord<String, byte[]> record, ErasureWriter writer) {
        if (!Requests.isRequest(record, request) && matcher.concerns(Requests.topicOf(record), record.value())) {
            writer.erase(record);
        }
    }

    @Override
    public boolean wantsAnotherPass() {
        return matcher.takeLearnt();
    }

    @Override
    public void finish(ErasureWriter writer) {
        writer.erase(Topics.WEBHOOKS.name(), request.partition(), Requests.keyOf(request));
    }
}
