package io.stocktide.topology.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.CatalogLoad;
import io.stocktide.schemas.value.Connection;
import io.stocktide.schemas.value.Job;
import io.stocktide.schemas.value.Job.Kind;
import io.stocktide.schemas.value.Job.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobBoardTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String SHOP = "abc.myshopify.com";
    private static final JobBoard.Rebuilding NONE = new JobBoard.Rebuilding(4, 0);

    private final JobBoard board = new JobBoard("app");

    private void tell(Job job) {
        board.job(Keys.of(job.shop(), job.jobId()), job);
    }

    private static Job job(String id, Instant at) {
        return Job.requested(id, SHOP, Kind.RECONCILE, "op", null, at);
    }

    @Test
    void of_two_records_of_a_job_the_newer_counts_whichever_comes_first() {
        Job asked = job("j", NOW);
        Job done = asked.now(State.DONE, 5, 5L, NOW.plusSeconds(3), null);
        tell(done);
        tell(asked);

        assertThat(board.find(SHOP, "j", NOW)).contains(done);
        assertThat(board.underWay(SHOP, Kind.RECONCILE, NOW)).isEmpty();
    }

    @Test
    void a_job_is_found_in_its_own_shop_alone() {
        tell(job("j", NOW));

        assertThat(board.find("abc-2.myshopify.com", "j", NOW)).isEmpty();
        assertThat(board.underWay("abc-2.myshopify.com", Kind.RECONCILE, NOW)).isEmpty();
        assertThat(board.underWay(SHOP, Kind.RECONCILE, NOW)).isPresent();
    }

    @Test
    void a_job_that_nobody_tells_of_any_more_was_left_and_stands_in_no_other_s_way() {
        tell(job("j", NOW).now(State.RUNNING, 3, 9L, NOW, null));
        Instant later = NOW.plus(JobBoard.SILENT).plusSeconds(1);

        assertThat(board.find(SHOP, "j", later).orElseThrow().state()).isEqualTo(State.FAILED);
        assertThat(board.find(SHOP, "j", later).orElseThrow().message()).isEqualTo("left unfinished");
        assertThat(board.underWay(SHOP, Kind.RECONCILE, later)).isEmpty();
    }

    @Test
    void a_record_under_another_shop_s_key_is_none() {
        board.job(Keys.of("abc-2.myshopify.com", "j"), job("j", NOW));

        assertThat(board.all(NONE, NOW)).isEmpty();
    }

    @Test
    void a_shops_connecting_is_a_job_that_counts_variants() {
        CatalogLoad load = new CatalogLoad(CatalogLoad.Method.PAGES, NOW, null, 0, 900, 300, "c", null, 1);
        Connection connecting = new Connection(SHOP, Connection.State.CONNECTING, null, load, NOW.plusSeconds(5));
        board.connection(Keys.connection(SHOP), connecting);

        Job running = board.find(SHOP, "connection", NOW.plusSeconds(6)).orElseThrow();
        assertThat(running.kind()).isEqualTo(Kind.CONNECT);
        assertThat(running.state()).isEqualTo(State.RUNNING);
        assertThat(running.done()).isEqualTo(300);
        assertThat(running.total()).isEqualTo(900);
        Job left = board.find(SHOP, "connection", NOW.plusSeconds(3_600)).orElseThrow();
        assertThat(left.state()).isEqualTo(State.FAILED);
        assertThat(left.message()).contains("stocktide shops connect");
    }

    @Test
    void the_newest_comes_first_and_what_is_older_than_a_week_no_more() {
        tell(job("old", NOW.minus(Duration.ofDays(8))));
        tell(job("first", NOW.minusSeconds(60)));
        tell(job("second", NOW));

        assertThat(board.all(NONE, NOW)).extracting(Job::jobId).containsExactly("second", "first");
    }

    @Test
    void however_many_jobs_come_only_so_many_are_kept() {
        for (int i = 0; i < 12_000; i++) {
            tell(job("j-" + i, NOW));
        }

        assertThat(board.all(NONE, NOW)).hasSize(10_000).extracting(Job::jobId).contains("j-11999");
    }
}
