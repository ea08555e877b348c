package io.stocktide.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.service.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelEventReaderTest {
    private static final String LINE = "{\"sku\":\"MUG\",\"locationId\":\"1\",\"quantity\":2}";

    private final ChannelEventReader reader =
            new ChannelEventReader(Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sale       | {"sku":"MUG","locationId":"1","quantity":2}
                    sale       | {"inventoryItemId":"9223372036854775807","locationId":"1","quantity":2}
                    return     | {"sku":"MUG","locationId":"1","quantity":2}
                    adjustment | {"sku":"MUG","locationId":"1","quantity":-2}
                    count      | {"sku":"MUG","locationId":"1","quantity":0}
                    transfer   | {"sku":"MUG","locationId":"1","toLocationId":"2","quantity":2}
                    """)
    void each_type_is_read(String type, String line) {
        ChannelEvent event = read(event(type, "2026-11-20T09:00:00.123Z", line));

        assertThat(event.type().name()).isEqualToIgnoringCase(type);
        assertThat(event.lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sale     | {"sku":"MUG","locationId":"1","quantity":0}                         | /lines/0/quantity
                    sale     | {"sku":"MUG","locationId":"1","quantity":"2"}                       | /lines/0/quantity
                    sale     | {"sku":"MUG","locationId":1,"quantity":2}                           | /lines/0/locationId
                    sale     | {"locationId":"1","quantity":2}                                     | /lines/0
                    sale     | {"sku":"MUG","locationId":"1","quantity":2,"hush-hush":1}           | /lines/0
                    sale     | {"sku":"MUG","locationId":"1","toLocationId":"2","quantity":2}      | /lines/0
                    transfer | {"sku":"MUG","locationId":"1","quantity":2}                         | /lines/0
                    transfer | {"sku":"MUG","locationId":"1","toLocationId":"1","quantity":2}      | /lines/0/toLocationId
                    transfer | {"sku":"MUG","locationId":"1","toLocationId":"01","quantity":2}     | /lines/0/toLocationId
                    transfer | {"sku":"MUG","locationId":"65537","toLocationId":"65537","quantity":2} | /lines/0/toLocationId
                    sale     | {"sku":"MUG","locationId":"9999999999999999999","quantity":2}       | /lines/0/locationId
                    refund   | {"sku":"MUG","locationId":"1","quantity":2}                         | /type
                    """)
    void what_breaks_a_rule_is_located(String type, String line, String location) {
        assertThat(refusal(event(type, "2026-11-20T09:00:00Z", line))).contains(location);
    }

    @ParameterizedTest
    @EnumSource(ChannelEvent.Type.class)
    void a_channel_reports_what_happened_and_cannot_give_a_command_of_ours(ChannelEvent.Type type) {
        String line = type == ChannelEvent.Type.TRANSFER ? LINE.replace("}", ",\"toLocationId\":\"2\"}") : LINE;
        String event = event(type.name().toLowerCase(Locale.ROOT), "2026-11-20T09:00:00Z", line);

        if (type.isReported()) {
            assertThat(read(event).type()).isEqualTo(type);
        } else {
            assertThat(refusal(event)).contains("/type");
        }
    }

    @Test
    void an_event_cannot_carry_a_command_to_a_reservation() {
        String event = event("sale", "2026-11-20T09:00:00Z", LINE)
                .replace("\"type\"", "\"reservation\":{\"reservationId\":\"r\",\"ttlSeconds\":1},\"type\"");

        assertThat(refusal(event)).contains("reservation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-11-20",
                "2026-11-20T10:00:00",
                "1795168800",
                "2026-11-21T10:00:01Z",
                "+999999999-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                ""
            })
    void a_time_that_is_none_or_lies_out_of_reach_is_refused(String occurredAt) {
        assertThat(refusal(event("sale", occurredAt, LINE))).contains("/occurredAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T10:00:00Z", "2026-11-20T12:00:00+02:00", "2020-01-01T00:00:00Z"})
    void a_clock_may_be_wrong_by_a_day(String occurredAt) {
        assertThat(read(event("sale", occurredAt, LINE)).lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "1", "{} {}", "\"sale\"", "{\"idempotencyKey\":\"k\"}"})
    void what_is_no_event_is_refused(String body) {
        assertThat(refusal(body)).isNotBlank();
    }

    @Test
    void deep_nesting_is_refused_as_malformed() {
        assertThat(refusal("[".repeat(100_000))).contains("Not JSON");
    }

    @Test
    void no_value_is_echoed() {
        String secret = "hush-hush";
        String event = "{\"idempotencyKey\":\"hush-hush /\",\"type\":\"hush-hush\",\"occurredAt\":\"hush-hush\","
                + "\"channel\":7,\"lines\":[{\"sku\":5,\"locationId\":\"hush-hush\",\"quantity\":\"hush-hush\"}]}";

        assertThat(refusal(event)).doesNotContain(secret);
        assertThat(refusal(event("sale", secret, LINE))).doesNotContain(secret);
    }

    @Test
    void a_refusal_is_short_however_much_is_wrong() {
        String bad = "{\"" + "x".repeat(5_000) + "\":1}";

        assertThat(refusal(event("sale", "2026-11-20T09:00:00Z", (bad + ",").repeat(40) + bad)))
                .hasSizeLessThan(2_500);
    }

    private ChannelEvent read(String event) {
        return reader.read(event.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(String event) {
        String[] detail = new String[1];
        assertThatThrownBy(() -> read(event)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            detail[0] = problem.getMessage();
        });
        return detail[0];
    }

    private static String event(String type, String occurredAt, String lines) {
        return "{\"idempotencyKey\":\"k\",\"type\":\"" + type + "\",\"occurredAt\":\"" + occurredAt + "\",\"lines\":["
                + lines + "]}";
    }
}
