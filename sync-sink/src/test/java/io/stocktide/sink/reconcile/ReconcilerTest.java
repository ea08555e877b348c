package io.stocktide.sink.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Job;
import io.stocktide.schemas.value.Job.State;
import io.stocktide.sink.measure.SinkMetrics;
import io.stocktide.sink.status.ReadingTimes;
import io.stocktide.sink.testing.Answers;
import io.stocktide.sink.testing.AppAnswers;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.ScriptedShopify.Reply;
import io.stocktide.sink.testing.Shops;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    /** Nothing is due by itself. */
    private static final ReconcileSettings NEVER = new ReconcileSettings(Duration.ZERO, Duration.ZERO, 0.2);

    private final Harness harness = new Harness();
    private final Requests requests = new Requests(Set.of(Shops.A, Shops.UNCONNECTED));
    private final ReadingTimes readings = new ReadingTimes();
    private volatile boolean known = true;
    private final Reconciler reconciler = new Reconciler(
            NEVER,
            new Reconciler.Surroundings(
                    List.of(Shops.A),
                    shop -> true,
                    () -> {
                        throw new AssertionError("an operator need not have connected the shop");
                    },
                    harness::reader,
                    harness.facts(),
                    requests,
                    () -> known,
                    readings,
                    new SinkMetrics(harness.registry),
                    InstantSource.system()));

    @AfterEach
    void close() {
        reconciler.close();
        harness.close();
    }

    private void ask(String jobId, String shop) {
        Job job = Job.requested(
                jobId,
                shop,
                Job.Kind.RECONCILE,
                "op",
                null,
                InstantSource.system().instant());
        requests.take(Keys.of(shop, jobId), job);
        reconciler.wake();
    }

    private Job awaitEnd() {
        await().until(() -> jobs().stream().anyMatch(job -> job.state().isEnd()));
        List<Job> jobs = jobs();
        return jobs.get(jobs.size() - 1);
    }

    private List<Job> jobs() {
        return harness.written(Topics.JOBS);
    }

    @Test
    void what_an_operator_asks_for_is_read_at_once_and_told_from_beginning_to_end() {
        harness.shopify.script(
                Shops.A,
                AppAnswers.count(2),
                AppAnswers.variants("c-1", AppAnswers.variant(1, Answers.item(1, true))),
                AppAnswers.variants(null, AppAnswers.variant(2, Answers.item(2, true))));
        ask("j", Shops.A);

        Job end = awaitEnd();
        assertThat(jobs()).extracting(Job::state).startsWith(State.RUNNING);
        assertThat(end.state()).isEqualTo(State.DONE);
        assertThat(end.done()).isEqualTo(2);
        assertThat(end.total()).isEqualTo(2);
        assertThat(end.by()).isEqualTo("op");
        assertThat(harness.records(Topics.SNAPSHOTS)).hasSize(2);
        assertThat(readings.last(Shops.A)).isPresent();
    }

    @Test
    void what_is_done_is_not_done_again_however_often_its_request_comes() {
        harness.shopify.script(Shops.A, AppAnswers.count(0), AppAnswers.variants(null));
        ask("j", Shops.A);
        awaitEnd();
        ask("j", Shops.A);

        assertThat(requests.shops()).isEmpty();
    }

    @Test
    void a_shop_that_cannot_be_read_ends_the_job_with_the_reason() {
        harness.shopify.answerProbes(Shops.A, Reply.status(401));
        harness.shopify.script(Shops.A, Reply.status(400));
        ask("j", Shops.A);

        Job end = awaitEnd();
        assertThat(end.state()).isEqualTo(State.FAILED);
        assertThat(end.message()).startsWith("Shopify could not be read");
    }

    @Test
    void a_shop_without_a_token_is_refused_and_the_job_says_so() {
        ask("j", Shops.UNCONNECTED);

        assertThat(awaitEnd().message()).isEqualTo("no token of the shop is configured");
    }

    @Test
    void nothing_is_begun_before_it_is_known_what_became_of_earlier_requests() {
        known = false;
        ask("j", Shops.A);
        await().during(Duration.ofMillis(300)).until(() -> jobs().isEmpty());

        harness.shopify.script(Shops.A, AppAnswers.count(0), AppAnswers.variants(null));
        known = true;
        reconciler.wake();
        assertThat(awaitEnd().state()).isEqualTo(State.DONE);
    }
}
