package io.stocktide.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.DeliveredChange.Status;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Delivery.Outcome;
import io.stocktide.sink.shopify.ShopifyError;
import io.stocktide.sink.testing.Answers;
import io.stocktide.sink.testing.Batches;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.ScriptedShopify.Reply;
import io.stocktide.sink.testing.ScriptedShopify.Request;
import io.stocktide.sink.testing.Shops;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each row of the table of errors, over HTTP: Shopify says so once, and answers well from then on. */
class ErrorTableTest {
    private static final String ADJUST = "inventoryAdjustQuantities";

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    /** As it comes on the wire. */
    private static Reply reply(ShopifyError error) {
        return switch (error) {
            case UNREACHABLE -> Reply.reset();
            case UNREADABLE -> Reply.json("not GraphQL's");
            case SERVER_ERROR -> Reply.status(500);
            case RATE_LIMITED -> Reply.status(429);
            case UNAUTHORIZED -> Reply.status(401);
            case SHOP_UNAVAILABLE -> Reply.status(402);
            case UNEXPECTED_STATUS -> Reply.status(418);
            case THROTTLED -> Answers.throttled(13, 12, 100);
            case MAX_COST_EXCEEDED,
                    ACCESS_DENIED,
                    SHOP_INACTIVE,
                    INTERNAL_SERVER_ERROR,
                    TIMEOUT,
                    BAD_REQUEST,
                    INVALID_FIELD_ARGUMENTS -> Answers.graphQlError(error.name());
            default -> Answers.refused(ADJUST, Answers.rowError("changes", 0, error.name()));
        };
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                // No answer at all, tested where time is short; found by ourselves; of bulk operations alone.
                "TIMED_OUT",
                "SHOP_NOT_CONNECTED",
                "IDEMPOTENCY_KEY_EXPIRED",
                "OPERATION_IN_PROGRESS",
                "LIMIT_REACHED",
                "INVALID"
            })
    void each_error_of_shopifys_ends_as_its_row_of_the_table_says(ShopifyError error) {
        harness.shopify.answerProbes(Shops.A, Answers.scopes("write_inventory"));
        harness.shopify.script(Shops.A, reply(error), Answers.adjusted());

        Delivery delivery = harness.deliver(Batches.adjust(Shops.A));

        switch (error.action()) {
            case WAIT, RETRY, SUSPEND -> isSentAgainUnchanged(delivery);
            case ISOLATE -> isSetApart(delivery, error);
            case REDERIVE -> goesBack(delivery);
            case ABANDON, SPLIT -> isGivenUp(delivery, error);
        }
    }

    private void isSentAgainUnchanged(Delivery delivery) {
        assertThat(delivery.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(harness.shopify.requests(Shops.A)).hasSize(2);
        assertThat(harness.shopify.requests(Shops.A))
                .extracting(Request::body)
                .containsOnly(harness.shopify.requests(Shops.A).get(0).body());
        assertThat(harness.deadLetters()).isEmpty();
    }

    private void isSetApart(Delivery delivery, ShopifyError error) {
        assertThat(delivery.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(delivery.changes())
                .extracting(DeliveredChange::status)
                .containsExactly(Status.REJECTED, Status.RETURNED);
        assertThat(harness.deadLetters()).extracting(DeadLetter::cause).containsExactly(error.deadLetterCause());
    }

    private void goesBack(Delivery delivery) {
        assertThat(delivery.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(delivery.changes())
                .extracting(DeliveredChange::status)
                .containsExactly(Status.STALE, Status.RETURNED);
        assertThat(harness.deadLetters()).isEmpty();
    }

    private void isGivenUp(Delivery delivery, ShopifyError error) {
        assertThat(delivery.outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(harness.shopify.requests(Shops.A)).hasSize(1);
        assertThat(harness.deadLetters()).extracting(DeadLetter::cause).containsExactly(error.deadLetterCause());
    }
}
