package io.stocktide.sink.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.Job;
import io.stocktide.schemas.value.Job.Kind;
import io.stocktide.schemas.value.Job.State;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String SHOP = "a-shop.myshopify.com";

    private final Requests requests = new Requests(Set.of(SHOP));

    private void take(Job job) {
        requests.take(Keys.of(job.shop(), job.jobId()), job);
    }

    private static Job job(String id, Kind kind, Instant at) {
        return Job.requested(id, SHOP, kind, "op", null, at);
    }

    @Test
    void what_was_asked_for_first_is_done_first() {
        take(job("second", Kind.RECONCILE, NOW.plusSeconds(1)));
        take(job("first", Kind.RECONCILE, NOW));

        assertThat(requests.next(SHOP, NOW))
                .hasValueSatisfying(job -> assertThat(job.jobId()).isEqualTo("first"));
        requests.end("first");
        assertThat(requests.next(SHOP, NOW))
                .hasValueSatisfying(job -> assertThat(job.jobId()).isEqualTo("second"));
    }

    @Test
    void what_has_its_end_is_not_done_again_whichever_record_of_it_comes_last() {
        Job asked = job("j", Kind.RECONCILE, NOW);
        take(asked);
        requests.end("j");
        take(asked.now(State.RUNNING, 1, null, NOW, null));
        assertThat(requests.next(SHOP, NOW.plusSeconds(3_600))).isEmpty();

        Job elsewhere = job("k", Kind.RECONCILE, NOW);
        take(elsewhere);
        take(elsewhere.now(State.DONE, 1, 1L, NOW, null));
        assertThat(requests.next(SHOP, NOW)).isEmpty();
    }

    @Test
    void what_another_instance_does_is_left_to_it_until_nobody_tells_of_it_any_more() {
        take(job("j", Kind.RECONCILE, NOW).now(State.RUNNING, 1, null, NOW, null));

        assertThat(requests.next(SHOP, NOW.plusSeconds(20))).isEmpty();
        assertThat(requests.next(SHOP, NOW.plus(Requests.SILENT).plusMillis(1))).isPresent();
    }

    @Test
    void jobs_of_other_kinds_and_of_shops_that_are_not_configured_are_not_the_sinks() {
        take(job("r", Kind.REDRIVE, NOW));
        take(Job.requested("s", "stranger.myshopify.com", Kind.RECONCILE, "op", null, NOW));
        requests.take(Keys.of("other.myshopify.com", "j"), job("j", Kind.RECONCILE, NOW));
        requests.take(null, job("j", Kind.RECONCILE, NOW));

        assertThat(requests.shops()).isEmpty();
    }
}
