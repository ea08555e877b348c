package io.stocktide.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.rest.ReservationRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservationCommandsTest {
    private static final String REQUEST = "{\"idempotencyKey\":\"k\",\"channel\":\"m\",\"ttlSeconds\":60,"
            + "\"lines\":[{\"sku\":\"A\",\"quantity\":1},{\"inventoryItemId\":\"2\",\"locationId\":\"3\",\"quantity\":4}]}";

    /** Reservations of before an upgrade are repeated after it. */
    @Test
    void the_fingerprint_of_a_request_never_changes() {
        assertThat(fingerprint(REQUEST)).isEqualTo("59a989704a8af961ae3870f612962fb177698a10beb2b7d7da6707baf6e8f2a2");
    }

    @Test
    void the_same_request_in_other_words_has_the_same_fingerprint() {
        String reworded = "{ \"lines\": [{\"quantity\":1, \"sku\":\"\\u0041\"},"
                + " {\"locationId\":\"03\", \"quantity\":4, \"inventoryItemId\":\"2\"}],"
                + " \"ttlSeconds\": 60, \"channel\": \"m\", \"idempotencyKey\": \"another\" }";

        assertThat(fingerprint(reworded)).isEqualTo(fingerprint(REQUEST));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    "channel":"m",       | "channel":"n",
                    "channel":"m",       | "ttlSeconds":60,
                    "ttlSeconds":60      | "ttlSeconds":61
                    "sku":"A"            | "sku":"a"
                    "sku":"A"            | "inventoryItemId":"2"
                    "quantity":1         | "quantity":2
                    "locationId":"3",    | "locationId":"4",
                    "sku":"A"            | "sku":"A","locationId":"3"
                    """)
    void a_request_for_something_else_has_another_fingerprint(String part, String other) {
        String changed = REQUEST.replace(part, other);

        assertThat(changed).isNotEqualTo(REQUEST);
        assertThat(fingerprint(changed)).isNotEqualTo(fingerprint(REQUEST));
    }

    private static String fingerprint(String request) {
        ReservationRequest read = new ReservationReader().read(request.getBytes(StandardCharsets.UTF_8));
        return ReservationCommands.fingerprint(read);
    }
}
