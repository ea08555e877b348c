package io.stocktide.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.bench.stack.Timeline.Step;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Mix.Call ORDER = new Mix.Call("shop-1.myshopify.com", "order", new byte[0], "hmac", 0);
    private static final Mix.Call SALE = new Mix.Call("shop-1.myshopify.com", "sale", new byte[0], null, 7);

    private final Timeline timeline = new Timeline();

    @Test
    void latency_counts_from_the_answer_to_the_first_time_that_the_step_was_seen() {
        timeline.accepted(ORDER, null);
        long answeredNanos = timeline.accepted().iterator().next().nanos();
        timeline.happened(Step.COUNTED, "order", answeredNanos + TimeUnit.MILLISECONDS.toNanos(1));
        timeline.happened(Step.COUNTED, "order", answeredNanos + TimeUnit.MILLISECONDS.toNanos(9));

        assertThat(timeline.micros(Step.COUNTED, false).getMaxValue()).isEqualTo(1_000);
    }

    @Test
    void what_was_seen_before_its_answer_took_no_time() {
        timeline.happened(Step.COUNTED, "order", System.nanoTime());
        timeline.accepted(ORDER, null);

        assertThat(timeline.micros(Step.COUNTED, false).getMaxValue()).isZero();
    }

    @Test
    void a_call_that_was_accepted_and_never_counted_is_an_error() {
        timeline.accepted(ORDER, null);

        assertThat(timeline.allHave(Step.COUNTED)).isFalse();
        assertThatThrownBy(() -> timeline.micros(Step.COUNTED, false)).hasMessageContaining("order");
    }

    @Test
    void orders_form_no_mutation() {
        timeline.accepted(ORDER, null);
        timeline.accepted(SALE, null);
        timeline.happened(Step.FORMED, "sale", System.nanoTime());

        assertThat(timeline.micros(Step.FORMED, true).getTotalCount()).isEqualTo(1);
    }

    @Test
    void what_warmed_up_is_not_among_the_figures() {
        timeline.accepted(ORDER, null);
        timeline.begin();

        assertThat(timeline.micros(Step.COUNTED, false).getTotalCount()).isZero();
    }
}
