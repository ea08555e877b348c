package io.stocktide.topology.erasure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells whether a webhook's body concerns a customer: it names his id, his email or his phone, or is about one of his
 * orders. Of an order that names him it learns the order's id, since the bodies about its fulfilments do not name him.
 */
final class CustomerMatcher {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CUSTOMER_GID = "gid://shopify/Customer/";
    private static final String ORDER_GID = "gid://shopify/Order/";

    private final String customerId;
    private final Set<String> orderIds = new HashSet<>();
    private final ContactFinder contact;
    private boolean learnt;

    /**
     * @param customerId null where it is not known
     */
    CustomerMatcher(Long customerId, Collection<Long> orderIds, Contact contact) {
        this.customerId = customerId == null ? null : customerId.toString();
        orderIds.forEach(orderId -> this.orderIds.add(orderId.toString()));
        this.contact = new ContactFinder(contact);
    }

    /** Whether orders have been learnt of since it was last asked, so that what was read before may concern him too. */
    boolean takeLearnt() {
        boolean was = learnt;
        learnt = false;
        return was;
    }

    /**
     * @param topic Shopify's, such as {@code orders/create}; empty where it is not known
     */
    boolean concerns(String topic, byte[] body) {
        Walk walk = new Walk(topic);
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    walk.meet(parser.getParsingContext(), token == JsonToken.VALUE_STRING, parser.getText());
                }
            }
        } catch (IOException e) {
            // Not JSON to its end: what it names, it names as text.
            return walk.concerns() || isNamedIn(new String(body, StandardCharsets.UTF_8));
        }
        walk.learn();
        return walk.concerns();
    }

    private boolean isNamedIn(String text) {
        return contact.isIn(text)
                || Stream.concat(Stream.ofNullable(customerId), orderIds.stream())
                        .anyMatch(id -> Pattern.compile("(?<!\\d)" + id + "(?!\\d)")
                                .matcher(text)
                                .find());
    }

    /** One body, value by value. */
    private final class Walk {
        private final boolean aboutCustomer;
        private final boolean aboutOrder;
        private boolean namesCustomer;
        private boolean namesOther;
        private String orderId;

        Walk(String topic) {
            aboutCustomer = topic.startsWith("customers/");
            aboutOrder = topic.startsWith("orders/");
        }

        /** A value, and where it stands. */
        void meet(JsonStreamContext at, boolean isText, String value) {
            String field = at.getCurrentName();
            boolean isId = "id".equals(field);
            String object = isId ? objectOf(at) : "";
            boolean ofBody = isId && object.isEmpty();
            if (aboutOrder && ofBody) {
                orderId = value;
            }
            if ("customer_id".equals(field) || "customer".equals(object) || (aboutCustomer && ofBody)) {
                namesCustomer |= value.equals(customerId);
            } else if ("order_id".equals(field) || "order".equals(object) || (aboutOrder && ofBody)) {
                namesOther |= orderIds.contains(value);
            } else {
                meetOther(field, isText, value);
            }
        }

        private void meetOther(String field, boolean isText, String value) {
            if (value.startsWith(CUSTOMER_GID)) {
                namesCustomer |= value.substring(CUSTOMER_GID.length()).equals(customerId);
            } else if (value.startsWith(ORDER_GID)) {
                namesOther |= orderIds.contains(value.substring(ORDER_GID.length()));
            } else {
                // A number may have a phone's digits and be none.
                namesOther |= (isText && contact.isIn(value)) || contact.isPhone(field, value);
            }
        }

        /** The name of the object that a field is in; empty for the body itself. */
        private String objectOf(JsonStreamContext at) {
            JsonStreamContext parent = at.getParent();
            while (parent != null && parent.inArray()) {
                parent = parent.getParent();
            }
            return parent == null || parent.inRoot() ? "" : parent.getCurrentName();
        }

        boolean concerns() {
            return namesCustomer || namesOther;
        }

        void learn() {
            if (namesCustomer && orderId != null && orderIds.add(orderId)) {
                learnt = true;
            }
        }
    }
}
