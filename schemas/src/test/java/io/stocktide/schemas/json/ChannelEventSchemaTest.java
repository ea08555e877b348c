package io.stocktide.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelEventSchemaTest {
    private final SchemaValidator schema = SchemaValidator.of("channel-event");

    @ParameterizedTest
    @CsvSource({
        "sale,1,true",
        "sale,0,false",
        "return,-1,false",
        "adjustment,-4,true",
        "adjustment,0,false",
        "count,0,true",
        "count,-1,false",
        "threshold,0,true",
        "threshold,-1,false",
        "threshold,null,true",
        "sale,null,false",
        "sale,2000000000,false"
    })
    void a_quantity_fits_its_type(String type, String quantity, boolean valid) throws Exception {
        String line = "{\"sku\":\"a\",\"locationId\":\"1\",\"quantity\":" + quantity + "}";

        assertThat(schema.errorsIn(Json.mapper().readTree(event(type, line))).isEmpty())
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"locationId\":\"1\",\"quantity\":1}",
                "{\"sku\":\"a\",\"inventoryItemId\":\"2\",\"locationId\":\"1\",\"quantity\":1}",
                "{\"sku\":\"a\",\"locationId\":1,\"quantity\":1}",
                "{\"sku\":\"a\",\"locationId\":\"1\",\"toLocationId\":\"2\",\"quantity\":1}",
                "{\"sku\":\"a\",\"locationId\":\"1\",\"quantity\":1.5}"
            })
    void a_sale_line_names_one_item_and_one_location(String line) throws Exception {
        assertThat(schema.errorsIn(Json.mapper().readTree(event("sale", line)))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sku\":\"a\",\"quantity\":4} | true",
                "{\"sku\":\"a\"} | true",
                "{\"inventoryItemId\":\"2\",\"locationId\":\"1\"} | true",
                "{\"quantity\":4} | false",
                "{\"sku\":\"a\",\"locationId\":\"1\",\"toLocationId\":\"2\",\"quantity\":1} | false"
            })
    void a_threshold_needs_an_item_alone(String line, boolean valid) throws Exception {
        assertThat(schema.errorsIn(Json.mapper().readTree(event("threshold", line)))
                        .isEmpty())
                .isEqualTo(valid);
    }

    private static String event(String type, String line) {
        return "{\"idempotencyKey\":\"k\",\"type\":\"" + type + "\",\"occurredAt\":\"2026-11-20T10:00:00Z\",\"lines\":["
                + line + "]}";
    }
}
