package io.stocktide.topology.overview;

import static io.stocktide.topology.overview.Pulses.NOW;
import static io.stocktide.topology.overview.Pulses.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stocktide.schemas.rest.Overview;
import io.stocktide.schemas.rest.Overview.Attention;
import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.Job;
import io.stocktide.schemas.value.Pulse;
import io.stocktide.schemas.value.Replay;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.TokenHolder;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.topology.jobs.JobBoard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SystemViewTest {
    private static final String OTHER = "abc-2.myshopify.com";
    private static final TokenHolder ALL = new TokenHolder("all", Role.READ, Set.of("*"));
    private static final TokenHolder ONE = new TokenHolder("one", Role.READ, Set.of(SHOP));

    private final JobBoard jobs = new JobBoard("app");
    private final SystemView view = new SystemView(directory(SHOP, OTHER), jobs, Map.of(), InstantSource.fixed(NOW));

    private static ShopDirectory directory(String... shops) {
        return ShopDirectory.of(Arrays.stream(shops)
                .map(shop -> new ShopConfig(shop, List.of(), List.of(), Optional.empty()))
                .toList());
    }

    private void tell(String shop, SyncStatus.State state, Double drainSeconds) {
        view.status(Keys.sync(shop), new SyncStatus(shop, state, 7, 7L, null, drainSeconds, null, 40, null, null, NOW));
    }

    @Test
    void a_token_of_one_shop_sees_nothing_of_the_system_and_nothing_of_another() {
        Pulse pulse = Pulses.ingest("a", NOW.minusSeconds(2), 50);
        view.pulse(Pulses.key(pulse), pulse);
        tell(SHOP, SyncStatus.State.SUSPENDED, null);
        tell(OTHER, SyncStatus.State.SUSPENDED, null);
        jobs.job(Keys.of(OTHER, "j"), Job.requested("j", OTHER, Job.Kind.RECONCILE, "op", null, NOW));
        jobs.replay("app", new Replay("r", "app", null, NOW));

        Overview one = view.overview(ONE);
        Overview all = view.overview(ALL);

        assertThat(one.system()).isNull();
        assertThat(one.history()).isEmpty();
        assertThat(one.attention()).extracting(Attention::shop).containsExactly(SHOP);
        assertThat(view.newest(ONE).history()).isEmpty();
        assertThat(view.shops(ONE)).containsExactly(SHOP);
        assertThat(view.jobs(ONE)).isEmpty();
        assertThat(all.system().instances()).hasSize(1);
        assertThat(all.system().shopsSuspended()).isEqualTo(2);
        assertThat(all.history()).hasSize(1);
        assertThat(all.attention()).hasSize(2);
        assertThat(view.jobs(ALL)).extracting(Job::kind).containsExactlyInAnyOrder(Job.Kind.RECONCILE, Job.Kind.REPLAY);
    }

    @Test
    void what_stops_a_shop_comes_before_what_slows_it() {
        tell(SHOP, SyncStatus.State.THROTTLED, 3_600.0);
        tell(OTHER, SyncStatus.State.BREAKER_OPEN, null);

        assertThat(view.overview(ALL).attention())
                .extracting(Attention::shop, Attention::reason)
                .containsExactly(
                        tuple(OTHER, "Shopify does not answer, for 40 s"),
                        tuple(SHOP, "what waits takes 60 min to deliver"));
    }

    @Test
    void a_shop_that_is_well_needs_no_attention_until_readings_correct_much_of_it() {
        tell(SHOP, SyncStatus.State.OK, 2.0);
        corrected(99, NOW.minusSeconds(7));
        assertThat(view.statuses(List.of(SHOP)))
                .extracting(SyncStatus::mismatches)
                .containsExactly(99L);
        assertThat(view.overview(ALL).attention()).isEmpty();

        corrected(1, NOW.minusSeconds(2));

        assertThat(view.overview(ALL).attention()).extracting(Attention::shop).containsExactly(SHOP);
    }

    private void corrected(long levels, Instant at) {
        Pulse pulse = Pulses.topology("t", at, null, Map.of(SHOP, levels));
        view.pulse(Pulses.key(pulse), pulse);
    }

    @Test
    void a_shop_of_which_no_sink_has_told_is_unknown_and_one_that_is_not_configured_is_none() {
        tell("stranger.myshopify.com", SyncStatus.State.SUSPENDED, null);

        assertThat(view.statuses(List.of(OTHER)))
                .extracting(SyncStatus::state)
                .containsExactly(SyncStatus.State.UNKNOWN);
        assertThat(view.shops(ALL)).containsExactly(OTHER, SHOP);
        assertThat(view.overview(ALL).system().shopsSuspended()).isZero();
    }

    @Test
    void a_replay_goes_on_as_long_as_a_topology_rebuilds() {
        jobs.replay("app", new Replay("r", "app", null, NOW.minusSeconds(60)));
        tellRebuilding(3);
        assertThat(view.jobs(ALL))
                .singleElement()
                .satisfies(job -> assertThat(job.state()).isEqualTo(Job.State.RUNNING))
                .satisfies(job -> assertThat(job.done()).isEqualTo(1))
                .satisfies(job -> assertThat(job.total()).isEqualTo(4));

        tellRebuilding(0);
        assertThat(view.jobs(ALL)).extracting(Job::state).containsExactly(Job.State.DONE);
    }

    private void tellRebuilding(int left) {
        Pulse pulse = Pulses.topology("t", NOW.minusMillis(left), new Pulse.State(0, 0L, 0, 4, left), Map.of());
        view.pulse(Pulses.key(pulse), pulse);
    }
}
