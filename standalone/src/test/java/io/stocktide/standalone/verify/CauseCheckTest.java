package io.stocktide.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.rest.VerifyReport.Fault;
import io.stocktide.schemas.rest.VerifyReport.Kind;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Reservation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CauseCheckTest {
    private final CauseCheck whole = new CauseCheck(null, Map.of());
    private final CauseCheck cut = new CauseCheck(null, Map.of(Topics.CHANNEL_EVENTS.name(), 100L));

    private static Fault missing(String batch, String cause) {
        return new Fault(Kind.MUTATION_WITHOUT_CAUSE, Log.SHOP + '/' + batch, "its cause " + cause + " is on no topic");
    }

    @Test
    void a_row_is_caused_by_a_channel_event_a_redrive_or_a_confirmed_reservation() {
        new Log(whole)
                .batch("b", 5, "sale-1", "redrive/r-1", "id-1")
                .event("sale-1")
                .event("redrive/r-1")
                .reply("id-1", Reservation.Status.CONFIRMED);

        assertThat(whole.faults()).isEmpty();
        assertThat(whole.rows()).isEqualTo(3);
        assertThat(whole.expired()).isZero();
    }

    @Test
    void a_row_whose_cause_is_nowhere_or_that_names_none_is_a_fault() {
        new Log(whole)
                .batch("b", 5, "sale-1", "sale-2")
                .batch("c", 5, (String) null)
                .event("sale-1");

        assertThat(whole.faults())
                .containsExactlyInAnyOrder(
                        missing("b", "sale-2"),
                        new Fault(Kind.MUTATION_WITHOUT_CAUSE, Log.SHOP + "/c", "a row for item 11 names no cause"));
    }

    @Test
    void a_reservation_that_was_not_confirmed_causes_nothing() {
        new Log(whole).batch("b", 5, "id-1").reply("id-1", Reservation.Status.RELEASED);

        assertThat(whole.faults()).containsExactly(missing("b", "id-1"));
    }

    @Test
    void a_cause_that_may_have_expired_is_counted_and_is_no_fault() {
        new Log(cut)
                .batch("through-an-expired-offset", 99, "sale-1")
                .batch("a-line-that-waited", 120, List.of(7L), "sale-2")
                .batch("older-than-the-oldest-event", 120, "sale-3")
                .at(Log.AT.plusSeconds(9))
                .batch("younger", 120, "sale-4")
                .at(Log.AT.plusSeconds(5))
                .event("sale-0");

        assertThat(cut.faults()).containsExactly(missing("younger", "sale-4"));
        assertThat(cut.expired()).isEqualTo(3);
    }

    @Test
    void nothing_has_expired_where_the_topics_have_their_first_record() {
        new Log(whole)
                .batch("b", -1, List.of(7L), "sale-1")
                .at(Log.AT.plusSeconds(5))
                .event("sale-0");

        assertThat(whole.faults()).containsExactly(missing("b", "sale-1"));
    }

    @Test
    void batches_without_a_delivery_are_told_of_once_they_are_old() {
        new Log(whole)
                .batch("delivered", 5, "sale-1")
                .batch("in-flight", 5, "sale-1")
                .delivery("delivered");

        assertThat(whole.inFlightSince(Log.AT.plusSeconds(1))).isEqualTo(1);
        assertThat(whole.inFlightSince(Log.AT)).isZero();
    }

    @Test
    void batches_of_before_the_time_asked_for_are_left_out() {
        CauseCheck since = new CauseCheck(Log.AT.plusSeconds(1), Map.of());
        new Log(since).batch("b", 5, "sale-1");

        assertThat(since.faults()).isEmpty();
        assertThat(since.rows()).isZero();
    }
}
