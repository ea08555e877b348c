package io.stocktide.schemas.topic;

/**
 * Names of record headers. Shopify's are carried in the classic spelling, lower case, whichever of its two families
 * ({@code X-Shopify-*}, {@code Shopify-*}) they came in.
 */
public final class RecordHeaders {
    public static final String PREFIX = "x-shopify-";
    public static final String TOPIC = "x-shopify-topic";
    public static final String SHOP_DOMAIN = "x-shopify-shop-domain";
    public static final String API_VERSION = "x-shopify-api-version";
    public static final String WEBHOOK_ID = "x-shopify-webhook-id";
    public static final String EVENT_ID = "x-shopify-event-id";
    public static final String TRIGGERED_AT = "x-shopify-triggered-at";
    public static final String HMAC = "x-shopify-hmac-sha256";

    /** W3C Trace Context, https://www.w3.org/TR/trace-context/: from the webhook to the mutation. */
    public static final String TRACEPARENT = "traceparent";

    /** The id of the dead letter that the record is sent again for. */
    public static final String REDRIVE = "stocktide-redrive";

    /** How often the record has been tried with this time, decimal; absent at the first. */
    public static final String ATTEMPT = "stocktide-attempt";

    /**
     * Since when Shopify may have had the batch that the record holds, ISO-8601; absent where it surely has not. Its
     * idempotency key is as old.
     */
    public static final String TRIED_SINCE = "stocktide-tried-since";

    /** Until when Shopify may have had it, ISO-8601; absent where that is not known. */
    public static final String TRIED_UNTIL = "stocktide-tried-until";

    private RecordHeaders() {}
}
