package io.stocktide.simulator;

import static io.stocktide.simulator.Adjustment.ADJUST;
import static io.stocktide.simulator.Adjustment.change;
import static io.stocktide.simulator.Adjustment.input;
import static io.stocktide.simulator.Bench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.http.Faults;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {
    private final Bench bench = new Bench(config -> config);
    private final Item item = bench.item(0);
    private final int before = bench.available(item);

    @AfterEach
    void close() {
        bench.close();
    }

    private HttpResponse<String> adjust() throws Exception {
        Map<String, Object> input = input(List.of(change(item.id(), bench.firstLocation(), -1, null)));
        String body = Listener.MAPPER.writeValueAsString(
                Map.of("query", ADJUST, "variables", Map.of("key", "k", "input", input)));
        return bench.post(bench.simulator.config().adminToken(SHOP), body);
    }

    @Test
    void aLostAnswerWasAppliedAndTheSameKeyTellsSo() throws Exception {
        bench.simulator.injectFault(SHOP, Faults.Kind.LOST_ANSWER, 1);

        assertThat(adjust().statusCode()).isEqualTo(502);
        assertThat(bench.available(item)).isEqualTo(before - 1);
        assertThat(adjust().statusCode()).isEqualTo(200);
        assertThat(bench.available(item)).isEqualTo(before - 1);
    }

    @Test
    void anUnavailableShopAppliesNothing() throws Exception {
        bench.simulator.injectFault(SHOP, Faults.Kind.UNAVAILABLE, 1);
        bench.simulator.injectFault(SHOP, Faults.Kind.TOO_MANY_REQUESTS, 1);

        assertThat(adjust().statusCode()).isEqualTo(503);
        assertThat(adjust().headers().firstValue("Retry-After")).contains("1");
        assertThat(bench.available(item)).isEqualTo(before);
    }

    @Test
    void halfAnAnswerIsAskedForOverTheControlApi() throws Exception {
        bench.send(
                HttpRequest.newBuilder(URI.create(bench.simulator.url() + "/faults/" + SHOP + "/half_answer?times=1"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());

        HttpResponse<String> half = adjust();

        assertThat(half.statusCode()).isEqualTo(200);
        assertThat(half.body()).startsWith("{").doesNotEndWith("}");
        assertThat(bench.available(item)).isEqualTo(before - 1);
    }
}
