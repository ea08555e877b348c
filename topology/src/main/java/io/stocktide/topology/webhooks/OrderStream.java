package io.stocktide.topology.webhooks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.stocktide.topology.webhooks.Bodies.LineBody;
import io.stocktide.topology.webhooks.Bodies.OrderBody;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the body of an order in one pass, and builds nothing of what stock does not need, which is most of it. A body
 * that differs from what Shopify usually sends is left to the mapper, which is slower and says what is wrong.
 */
final class OrderStream {
    /** It has no stack trace, since it is no fault. */
    private static final class UnusualException extends Exception {
        private static final long serialVersionUID = 1;

        UnusualException() {
            super(null, null, false, false);
        }
    }

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser parser;

    private OrderStream(JsonParser parser) {
        this.parser = parser;
    }

    /** Empty where the body is unusual: refunds in it, a number as text, or no JSON at all. */
    static Optional<OrderBody> read(byte[] body) throws IOException {
        try (JsonParser parser = FACTORY.createParser(body)) {
            return Optional.of(new OrderStream(parser).order());
        } catch (JsonProcessingException | UnusualException e) {
            return Optional.empty();
        }
    }

    private OrderBody order() throws IOException, UnusualException {
        Long id = null;
        OffsetDateTime updatedAt = null;
        Long locationId = null;
        String cancelledAt = null;
        List<LineBody> lines = null;
        parser.nextToken();
        for (String name = firstField(); name != null; name = nextField()) {
            switch (name) {
                case "id" -> id = number();
                case "updated_at" -> updatedAt = time();
                case "location_id" -> locationId = number();
                case "cancelled_at" -> cancelledAt = text();
                case "line_items" -> lines = lines();
                case "refunds" -> noRefunds();
                default -> parser.skipChildren();
            }
        }
        expect(parser.nextToken() == null);
        return new OrderBody(id, updatedAt, locationId, cancelledAt, lines, null);
    }

    private List<LineBody> lines() throws IOException, UnusualException {
        expect(parser.currentToken() == JsonToken.START_ARRAY);
        List<LineBody> lines = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            lines.add(line());
        }
        return lines;
    }

    private LineBody line() throws IOException, UnusualException {
        Long id = null;
        Long variantId = null;
        Integer quantity = null;
        Boolean giftCard = null;
        String management = null;
        for (String name = firstField(); name != null; name = nextField()) {
            switch (name) {
                case "id" -> id = number();
                case "variant_id" -> variantId = number();
                case "quantity" -> quantity = count();
                case "gift_card" -> giftCard = flag();
                case "variant_inventory_management" -> management = text();
                default -> parser.skipChildren();
            }
        }
        return new LineBody(id, variantId, quantity, giftCard, management);
    }

    /** The first name of the object that begins here, at its value; null where it is empty. */
    private String firstField() throws IOException, UnusualException {
        expect(parser.currentToken() == JsonToken.START_OBJECT);
        return nextField();
    }

    /** The next name, at its value; null behind the last. */
    private String nextField() throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    private void noRefunds() throws IOException, UnusualException {
        expect(parser.currentToken() == JsonToken.VALUE_NULL
                || (parser.currentToken() == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.END_ARRAY));
    }

    private Long number() throws IOException, UnusualException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(parser.currentToken() == JsonToken.VALUE_NUMBER_INT);
        return parser.getLongValue();
    }

    private Integer count() throws IOException, UnusualException {
        Long number = number();
        expect(number != null && number == number.intValue());
        return number.intValue();
    }

    private Boolean flag() throws UnusualException {
        expect(parser.currentToken().isBoolean());
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    private String text() throws IOException, UnusualException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(parser.currentToken() == JsonToken.VALUE_STRING);
        return parser.getText();
    }

    private OffsetDateTime time() throws IOException, UnusualException {
        String text = text();
        expect(text != null);
        return ShopifyTime.parse(text).orElseThrow(UnusualException::new);
    }

    private static void expect(boolean usual) throws UnusualException {
        if (!usual) {
            throw new UnusualException();
        }
    }
}
