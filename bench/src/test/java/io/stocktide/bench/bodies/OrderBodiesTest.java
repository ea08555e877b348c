package io.stocktide.bench.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stocktide.topology.orders.OrderVersion;
import io.stocktide.topology.orders.OrderVersion.LineVersion;
import io.stocktide.topology.webhooks.WebhookFact.OrderSeen;
import io.stocktide.topology.webhooks.WebhookReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderBodiesTest {
    private static final String SECRET = "a-secret";

    @Test
    void the_same_seed_gives_the_same_bytes() {
        OrderBodies one = new OrderBodies(1, 3, 100, true, 2, SECRET);
        OrderBodies again = new OrderBodies(1, 3, 100, true, 2, SECRET);
        OrderBodies other = new OrderBodies(2, 3, 100, true, 2, SECRET);
        for (int i = 0; i < 100; i++) {
            OrderBodies.Signed first = one.next();
            assertThat(again.next()).usingRecursiveComparison().isEqualTo(first);
            assertThat(orderOf(other.next()).orderId())
                    .isNotEqualTo(orderOf(first).orderId());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_body_of_one_or_two_lines_has_6_to_10_kilobytes(int lines) {
        OrderBodies bodies = new OrderBodies(1, 50, 1_000_000, false, lines, SECRET);
        Stream.generate(bodies::next)
                .limit(1_000)
                .forEach(signed -> assertThat(signed.body().length).isBetween(6_000, 10_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20})
    void an_order_has_the_lines_asked_for_each_of_another_variant_that_is_stocked(int lines) {
        OrderBodies bodies = new OrderBodies(1, 1, 20, true, lines, SECRET);
        Set<Long> known = new HashSet<>(
                IntStream.range(0, 20).mapToObj(OrderBodies::variantId).toList());
        for (int i = 0; i < 100; i++) {
            OrderVersion order = orderOf(bodies.next());
            assertThat(order.lines()).hasSize(lines).noneMatch(LineVersion::stockless);
            assertThat(order.lines()).extracting(LineVersion::variantId).doesNotHaveDuplicates();
            assertThat(known)
                    .containsAll(
                            order.lines().stream().map(LineVersion::variantId).toList());
        }
    }

    @Test
    void each_order_is_new_and_later_than_the_one_before() {
        OrderBodies bodies = new OrderBodies(1, 3, 100, true, 1, SECRET);
        Set<String> webhookIds = new HashSet<>();
        Set<Long> lineIds = new HashSet<>();
        OrderVersion before = null;
        for (int i = 0; i < 3_000; i++) {
            OrderBodies.Signed signed = bodies.next();
            OrderVersion order = orderOf(signed);
            assertThat(webhookIds.add(signed.webhookId())).isTrue();
            assertThat(lineIds.add(order.lines().get(0).lineId())).isTrue();
            if (before != null) {
                assertThat(order.orderId()).isEqualTo(before.orderId() + 1);
                assertThat(order.updatedSecond()).isGreaterThanOrEqualTo(before.updatedSecond());
            }
            before = order;
        }
        assertThat(before.updatedSecond()).isEqualTo(OrderBodies.START.getEpochSecond() + 2);
    }

    @Test
    void the_signature_is_of_the_body_by_the_secret() throws Exception {
        OrderBodies.Signed signed = new OrderBodies(1, 3, 100, true, 2, SECRET).next();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(signed.hmac()).asBase64Decoded().isEqualTo(mac.doFinal(signed.body()));
    }

    @Test
    void the_amounts_of_an_order_add_up() throws IOException {
        JsonNode order = new ObjectMapper()
                .readTree(new OrderBodies(1, 1, 100, true, 5, SECRET).next().body());
        assertThat(amount(order, "/total_line_items_price").subtract(amount(order, "/total_discounts")))
                .isEqualTo(amount(order, "/subtotal_price"));
        assertThat(amount(order, "/subtotal_price").add(amount(order, "/total_shipping_price_set/shop_money/amount")))
                .isEqualTo(amount(order, "/total_price"));
        assertThat(sumOfLines(order, "/discount_allocations/0/amount")).isEqualTo(amount(order, "/total_discounts"));
        assertThat(sumOfLines(order, "/tax_lines/0/price").add(amount(order, "/shipping_lines/0/tax_lines/0/price")))
                .isEqualTo(amount(order, "/total_tax"));
    }

    @Test
    void by_zipf_the_first_sku_sells_ten_times_as_often_as_the_tenth_and_else_all_alike() {
        int[] zipf = sales(true);
        int[] uniform = sales(false);
        assertThat(zipf[0]).isBetween(8 * zipf[9], 12 * zipf[9]);
        assertThat(uniform[0]).isBetween(uniform[9] / 2, 2 * uniform[9]);
        assertThat(zipf[99]).isPositive();
    }

    private static int[] sales(boolean zipf) {
        OrderBodies bodies = new OrderBodies(1, 1, 100, zipf, 1, SECRET);
        int[] sold = new int[100];
        for (int i = 0; i < 20_000; i++) {
            long variantId = orderOf(bodies.next()).lines().get(0).variantId();
            sold[(int) (variantId - OrderBodies.variantId(0))]++;
        }
        return sold;
    }

    private static OrderVersion orderOf(OrderBodies.Signed signed) {
        return ((OrderSeen) new WebhookReader().read(OrderBodies.TOPIC, signed.body(), Optional.empty(), 0)).version();
    }

    private static BigDecimal amount(JsonNode node, String path) {
        return new BigDecimal(node.at(path).textValue());
    }

    private static BigDecimal sumOfLines(JsonNode order, String path) {
        BigDecimal sum = new BigDecimal("0.00");
        for (JsonNode line : order.get("line_items")) {
            sum = sum.add(amount(line, path));
        }
        return sum;
    }
}
