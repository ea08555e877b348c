package io.stocktide.service.trace;

import io.opentelemetry.api.common.AttributeKey;

/**
 * What spans say, by OpenTelemetry's semantic conventions for messaging where they have a name for it. No attribute holds
 * anything of a person, of a body or of a secret.
 */
public final class SpanNames {
    public static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    public static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    public static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    public static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    public static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    public static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    /** The webhook's, the event's, the reservation's or the batch's. */
    public static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");

    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    public static final AttributeKey<String> GRAPHQL_OPERATION = AttributeKey.stringKey("graphql.operation.name");

    public static final AttributeKey<String> SHOP = AttributeKey.stringKey("stocktide.shop");
    /** Shopify's topic of a webhook, the type of a channel event, the command to a reservation. */
    public static final AttributeKey<String> KIND = AttributeKey.stringKey("stocktide.kind");

    public static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("stocktide.outcome");
    public static final AttributeKey<String> VERDICT = AttributeKey.stringKey("stocktide.verdict");
    public static final AttributeKey<Long> ROWS = AttributeKey.longKey("stocktide.batch.rows");
    public static final AttributeKey<Long> CAUSES = AttributeKey.longKey("stocktide.batch.causes");
    public static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("stocktide.attempts");

    private SpanNames() {}
}
