package io.stocktide.simulator;

import static io.stocktide.simulator.Bench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.simulator.http.FaultPlan;
import io.stocktide.simulator.http.Faults.Kind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private final Bench bench = new Bench(config -> config.shops(2).maximumAvailable(1_000_000));

    @AfterEach
    void close() {
        bench.close();
    }

    private HttpResponse<String> control(String method, String path, String body) {
        return bench.send(HttpRequest.newBuilder(URI.create(bench.simulator.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** The statuses of that many requests. */
    private List<Integer> statuses(int requests) {
        List<Integer> statuses = new ArrayList<>();
        for (int n = 0; n < requests; n++) {
            statuses.add(bench.post(bench.simulator.config().adminToken(SHOP), "{\"query\":\"{ shop { name } }\"}")
                    .statusCode());
        }
        return statuses;
    }

    @Test
    void the_same_seed_strikes_the_same_requests_and_another_seed_others() {
        FaultPlan plan = new FaultPlan(7, Map.of(Kind.UNAVAILABLE, 0.3, Kind.TOO_MANY_REQUESTS, 0.2), Set.of());
        bench.simulator.faults().plan(plan);
        List<Integer> first = statuses(200);
        bench.simulator.faults().plan(plan);
        List<Integer> again = statuses(200);
        bench.simulator.faults().plan(new FaultPlan(8, plan.shares(), Set.of()));

        assertThat(again).isEqualTo(first);
        assertThat(statuses(200)).isNotEqualTo(first);
        assertThat(first.stream().filter(status -> status == 503).count()).isBetween(40L, 80L);
        assertThat(first.stream().filter(status -> status == 429).count()).isBetween(25L, 55L);
    }

    @Test
    void a_plan_is_set_listed_and_ended_over_the_control_api() {
        control("POST", "/faults", "{\"seed\":1,\"shares\":{\"UNAVAILABLE\":1.0},\"shops\":[\"" + SHOP + "\"]}");
        assertThat(statuses(3)).containsOnly(503);
        JsonNode listed = bench.get("/faults");
        assertThat(listed.at("/plan/shares/UNAVAILABLE").asDouble()).isEqualTo(1);
        assertThat(listed.at("/struck/UNAVAILABLE").asInt()).isEqualTo(3);

        control("DELETE", "/faults", "");
        assertThat(statuses(3)).doesNotContain(503);
    }

    @Test
    void a_plan_for_one_shop_leaves_the_others_alone() {
        bench.simulator.faults().plan(new FaultPlan(1, Map.of(Kind.UNAVAILABLE, 1.0), Set.of("shop-2.myshopify.com")));

        assertThat(statuses(5)).doesNotContain(503);
    }

    @Test
    void what_was_asked_for_strikes_before_chance_and_is_bounded() {
        control("POST", "/faults/" + SHOP + "/too_many_requests?times=2", "");
        bench.simulator.faults().plan(new FaultPlan(1, Map.of(Kind.UNAVAILABLE, 1.0), Set.of()));

        assertThat(statuses(3)).containsExactly(429, 429, 503);
        assertThat(control("POST", "/faults/" + SHOP + "/hang?times=10001", "").statusCode())
                .isEqualTo(400);
        assertThat(control("POST", "/faults/nobody/hang", "").statusCode()).isEqualTo(400);
        assertThat(control("POST", "/faults/" + SHOP + "/flood", "").body()).contains("a fault is one of", "HANG");
        assertThat(control("POST", "/faults", "{\"shares\":{\"HANG\":2}}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_mix_has_every_kind_in_the_share_that_was_asked_for() {
        FaultPlan mix = FaultPlan.parse("all", 1, 0.2);
        assertThat(mix.shares().keySet()).isEqualTo(EnumSet.allOf(Kind.class));
        assertThat(mix.shares().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(0.2, org.assertj.core.data.Offset.offset(1e-9));

        assertThat(FaultPlan.parse("lost_answer=0.05, hang", 1, 0.01).shares())
                .isEqualTo(Map.of(Kind.LOST_ANSWER, 0.05, Kind.HANG, 0.01));
        assertThatThrownBy(() -> FaultPlan.parse("flood", 1, 0.1)).hasMessageContaining("a fault is one of");
        assertThatThrownBy(() -> FaultPlan.parse("hang=much", 1, 0.1)).hasMessageContaining("'much'");
        assertThatThrownBy(() -> FaultPlan.parse("hang=0.7,slow=0.7", 1, 0.1)).hasMessageContaining("not be above 1");
    }
}
