package io.stocktide.sink.shopify;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that can go wrong at Shopify, and what is done about it: the one table. Where a row has the name of a
 * code on the wire (a GraphQL error's {@code extensions.code} or a userError's {@code code}), it is that code.
 */
public enum ShopifyError {
    // No answer, or not a usable one.
    UNREACHABLE(Action.RETRY, "shopify_unreachable", "no whole answer: it may have been applied, the key tells"),
    TIMED_OUT(Action.RETRY, "shopify_unreachable", "no answer in time: it may have been applied, the key tells"),
    UNREADABLE(Action.RETRY, "shopify_unreadable", "200 without GraphQL's JSON: something between us and Shopify"),
    SERVER_ERROR(Action.RETRY, "shopify_unavailable", "HTTP 5xx: passing, and it may have been applied"),
    RATE_LIMITED(Action.WAIT, "shopify_throttled", "HTTP 429: refused before anything was done"),
    UNAUTHORIZED(Action.SUSPEND, "shopify_unauthorized", "HTTP 401, 403: nothing goes until the token works"),
    SHOP_UNAVAILABLE(Action.RETRY, "shopify_shop_unavailable", "HTTP 402, 404, 423: frozen, gone or locked"),
    UNEXPECTED_STATUS(Action.ABANDON, "shopify_refused", "another HTTP status: the request itself is wrong"),
    SHOP_NOT_CONNECTED(Action.ABANDON, "shop_not_connected", "no such shop here, or no admin token for it"),

    // GraphQL errors, which concern the whole call.
    THROTTLED(Action.WAIT, "shopify_throttled", "the bucket is empty; refused before anything was done"),
    MAX_COST_EXCEEDED(Action.SPLIT, "shopify_refused", "one query may cost only so much, full bucket or not"),
    ACCESS_DENIED(Action.SUSPEND, "shopify_unauthorized", "the token lacks a scope; a read is dropped"),
    SHOP_INACTIVE(Action.RETRY, "shopify_shop_unavailable", "the shop is paused or closed"),
    INTERNAL_SERVER_ERROR(Action.RETRY, "shopify_unavailable", "Shopify's fault, and it may have been applied"),
    TIMEOUT(Action.RETRY, "shopify_unavailable", "Shopify ran out of time, and it may have been applied"),
    BAD_REQUEST(Action.ABANDON, "shopify_refused", "the directive is missing or the document is wrong: our fault"),
    INVALID_FIELD_ARGUMENTS(Action.ABANDON, "shopify_refused", "an argument is missing: our fault"),

    // userErrors of the inventory mutations.
    IDEMPOTENCY_CONCURRENT_REQUEST(Action.RETRY, "shopify_unavailable", "the same key is still under way"),
    SERVICE_UNAVAILABLE(Action.RETRY, "shopify_unavailable", "passing, says Shopify"),
    IDEMPOTENCY_KEY_PARAMETER_MISMATCH(Action.ABANDON, "idempotency_key_mismatch", "the key was used otherwise"),
    IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED(Action.ABANDON, "idempotency_key_spent", "only a new key can help"),
    CHANGE_FROM_QUANTITY_STALE(Action.REDERIVE, "shopify_stale", "Shopify holds another figure than expected"),
    COMPARE_QUANTITY_STALE(Action.REDERIVE, "shopify_stale", "the same, by its older name"),
    INVALID_INVENTORY_ITEM(Action.ISOLATE, "shopify_rejected", "no such item"),
    INVALID_LOCATION(Action.ISOLATE, "shopify_rejected", "no such location, or not stocked there"),
    INVALID_QUANTITY_TOO_HIGH(Action.ISOLATE, "shopify_rejected", "past 1,000,000,000"),
    INVALID_QUANTITY_TOO_LOW(Action.ISOLATE, "shopify_rejected", "below -1,000,000,000"),
    INVALID_QUANTITY_NEGATIVE(Action.ISOLATE, "shopify_rejected", "this quantity may not be negative"),
    NON_MUTABLE_INVENTORY_ITEM(Action.ISOLATE, "shopify_rejected", "a bundle's parent: derived from its parts"),
    NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR(Action.ISOLATE, "shopify_rejected", "the row stands twice"),
    COMPARE_QUANTITY_REQUIRED(Action.ISOLATE, "shopify_rejected", "the row lacks what it is compared with"),
    INVALID_QUANTITY_NAME(Action.ABANDON, "shopify_refused", "a fault of ours that every row shares"),
    INVALID_NAME(Action.ABANDON, "shopify_refused", "a fault of ours that every row shares"),
    INVALID_REASON(Action.ABANDON, "shopify_refused", "a fault of ours that every row shares"),
    INVALID_REFERENCE_DOCUMENT(Action.ABANDON, "shopify_refused", "a fault of ours that every row shares"),
    INTERNAL_LEDGER_DOCUMENT(Action.ABANDON, "shopify_refused", "we send no ledger document: a fault of ours"),
    INVALID_AVAILABLE_DOCUMENT(Action.ABANDON, "shopify_refused", "we send no ledger document: a fault of ours"),
    INVALID_LEDGER_DOCUMENT(Action.ABANDON, "shopify_refused", "we send no ledger document: a fault of ours"),
    INVALID_QUANTITY_DOCUMENT(Action.ABANDON, "shopify_refused", "we send no ledger document: a fault of ours"),
    MAX_ONE_LEDGER_DOCUMENT(Action.ABANDON, "shopify_refused", "we send no ledger document: a fault of ours"),
    ADJUST_QUANTITIES_FAILED(Action.ABANDON, "shopify_refused", "the key is spent with the failed attempt"),

    // userErrors of bulk operations.
    OPERATION_IN_PROGRESS(Action.WAIT, "shopify_busy", "as many bulk operations as Shopify allows are under way"),
    LIMIT_REACHED(Action.WAIT, "shopify_busy", "the same, counted otherwise"),
    INVALID(Action.ABANDON, "shopify_refused", "the bulk query is wrong: our fault"),
    // Found out by ourselves.
    IDEMPOTENCY_KEY_EXPIRED(
            Action.ABANDON, "idempotency_key_expired", "Shopify has forgotten the key, and its figures do not tell"),

    /** A code that this table does not know: blame the row if it names one, and give up if it names none. */
    UNKNOWN(Action.ISOLATE, "shopify_rejected", "not in Admin API 2026-10");

    private static final Map<String, ShopifyError> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private final Action action;
    private final String deadLetterCause;
    private final String reason;

    ShopifyError(Action action, String deadLetterCause, String reason) {
        this.action = action;
        this.deadLetterCause = deadLetterCause;
        this.reason = reason;
    }

    static ShopifyError ofCode(String code) {
        return BY_CODE.getOrDefault(code, UNKNOWN);
    }

    public Action action() {
        return action;
    }

    /** What a dead letter gives as its cause. */
    public String deadLetterCause() {
        return deadLetterCause;
    }

    /** Why this action, for people. */
    public String reason() {
        return reason;
    }
}
