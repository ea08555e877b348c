package io.stocktide.sink.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShopifyErrorTest {
    static Stream<Arguments> actions() {
        return Stream.of(
                Arguments.of("THROTTLED", Action.WAIT),
                Arguments.of("SERVICE_UNAVAILABLE", Action.RETRY),
                Arguments.of("IDEMPOTENCY_CONCURRENT_REQUEST", Action.RETRY),
                Arguments.of("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", Action.ABANDON),
                Arguments.of("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED", Action.ABANDON),
                Arguments.of("CHANGE_FROM_QUANTITY_STALE", Action.REDERIVE),
                Arguments.of("COMPARE_QUANTITY_STALE", Action.REDERIVE),
                Arguments.of("INVALID_INVENTORY_ITEM", Action.ISOLATE),
                Arguments.of("INVALID_LOCATION", Action.ISOLATE),
                Arguments.of("INVALID_QUANTITY_TOO_HIGH", Action.ISOLATE),
                Arguments.of("INVALID_QUANTITY_NEGATIVE", Action.ISOLATE),
                Arguments.of("NON_MUTABLE_INVENTORY_ITEM", Action.ISOLATE),
                Arguments.of("SOMETHING_OF_NEXT_YEAR", Action.ISOLATE));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void eachCodeHasItsAction(String code, Action action) {
        assertThat(ShopifyError.ofCode(code).action()).isEqualTo(action);
    }

    @ParameterizedTest
    @EnumSource
    void eachRowSaysWhyAndHasACauseThatADeadLetterCanBear(ShopifyError error) {
        assertThat(error.reason()).isNotBlank();
        assertThat(error.deadLetterCause()).matches("[a-z_]+");
    }
}
