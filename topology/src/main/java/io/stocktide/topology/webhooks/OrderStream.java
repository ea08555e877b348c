package io.stocktide.topology.webhooks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stocktide.topology.webhooks.Bodies.LineBody;
import io.stocktide.topology.webhooks.Bodies.OrderBody;
import io.stocktide.topology.webhooks.JsonScanner.Name;
import io.stocktide.topology.webhooks.JsonScanner.UnusualException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the body of an order in one pass, and builds nothing of what stock does not need, which is most of it. A body
 * that differs from what Shopify usually sends is left to the mapper, which is slower and says what is wrong.
 */
final class OrderStream {
    private static final byte[] ID = "id".getBytes(US_ASCII);
    private static final byte[] UPDATED_AT = "updated_at".getBytes(US_ASCII);
    private static final byte[] LOCATION_ID = "location_id".getBytes(US_ASCII);
    private static final byte[] CANCELLED_AT = "cancelled_at".getBytes(US_ASCII);
    private static final byte[] LINE_ITEMS = "line_items".getBytes(US_ASCII);
    private static final byte[] REFUNDS = "refunds".getBytes(US_ASCII);
    private static final byte[] VARIANT_ID = "variant_id".getBytes(US_ASCII);
    private static final byte[] QUANTITY = "quantity".getBytes(US_ASCII);
    private static final byte[] GIFT_CARD = "gift_card".getBytes(US_ASCII);
    private static final byte[] MANAGEMENT = "variant_inventory_management".getBytes(US_ASCII);

    private final JsonScanner json;

    private OrderStream(JsonScanner json) {
        this.json = json;
    }

    /** Empty where the body is unusual: refunds in it, a number as text, or no JSON at all. */
    static Optional<OrderBody> read(byte[] body) {
        try {
            return Optional.of(new OrderStream(new JsonScanner(body)).order());
        } catch (UnusualException e) {
            return Optional.empty();
        }
    }

    private OrderBody order() throws UnusualException {
        Long id = null;
        OffsetDateTime updatedAt = null;
        Long locationId = null;
        String cancelledAt = null;
        List<LineBody> lines = null;
        json.expect('{');
        do {
            Name name = json.name();
            if (json.isName(name, ID)) {
                id = number();
            } else if (json.isName(name, UPDATED_AT)) {
                updatedAt = time();
            } else if (json.isName(name, LOCATION_ID)) {
                locationId = number();
            } else if (json.isName(name, CANCELLED_AT)) {
                cancelledAt = text();
            } else if (json.isName(name, LINE_ITEMS)) {
                lines = lines();
            } else if (json.isName(name, REFUNDS)) {
                noRefunds();
            } else {
                json.skipValue();
            }
        } while (json.passes(','));
        json.expect('}');
        json.expectEnd();
        return new OrderBody(id, updatedAt, locationId, cancelledAt, lines, null);
    }

    private List<LineBody> lines() throws UnusualException {
        List<LineBody> lines = new ArrayList<>();
        json.expect('[');
        if (!json.passes(']')) {
            do {
                lines.add(line());
            } while (json.passes(','));
            json.expect(']');
        }
        return lines;
    }

    private LineBody line() throws UnusualException {
        Long id = null;
        Long variantId = null;
        Integer quantity = null;
        Boolean giftCard = null;
        String management = null;
        json.expect('{');
        do {
            Name name = json.name();
            if (json.isName(name, ID)) {
                id = number();
            } else if (json.isName(name, VARIANT_ID)) {
                variantId = number();
            } else if (json.isName(name, QUANTITY)) {
                quantity = count();
            } else if (json.isName(name, GIFT_CARD)) {
                giftCard = json.flag();
            } else if (json.isName(name, MANAGEMENT)) {
                management = text();
            } else {
                json.skipValue();
            }
        } while (json.passes(','));
        json.expect('}');
        return new LineBody(id, variantId, quantity, giftCard, management);
    }

    private void noRefunds() throws UnusualException {
        if (!json.passesNull()) {
            json.expect('[');
            json.expect(']');
        }
    }

    private Long number() throws UnusualException {
        return json.passesNull() ? null : Long.valueOf(json.wholeNumber());
    }

    private int count() throws UnusualException {
        long number = json.wholeNumber();
        JsonScanner.require(number == (int) number);
        return (int) number;
    }

    private String text() throws UnusualException {
        return json.passesNull() ? null : json.text();
    }

    private OffsetDateTime time() throws UnusualException {
        return ShopifyTime.parse(json.text()).orElseThrow(UnusualException::new);
    }
}
