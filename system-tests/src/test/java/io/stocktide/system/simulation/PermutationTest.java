package io.stocktide.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.topology.streams.TopologySettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {
    private static final int EVENTS = 30;
    private static final int ORDERS = 50;

    private record Fact(Topic<?> topic, TestRecord<String, byte[]> record) {}

    @ParameterizedTest
    @ValueSource(longs = 1)
    void the_same_facts_in_any_order_end_in_the_same_bytes(long seed) {
        List<Fact> facts = factsOf(Life.atShopify(seed, EVENTS));
        Map<String, String> first = stockOf(facts);
        assertThat(first).isNotEmpty();
        Random random = new Random(seed);
        for (int i = 0; i < ORDERS; i++) {
            Collections.shuffle(facts, random);
            assertThat(stockOf(facts)).as("seed %d, order %d", seed, i).isEqualTo(first);
        }
    }

    private static List<Fact> factsOf(Life life) {
        List<Fact> facts = new ArrayList<>();
        try (Run run = new Run(life, TopologySettings.defaults(), false)) {
            run.live(life.steps());
            run.comeToRest();
            for (Topic<?> topic : List.of(Topics.WEBHOOKS, Topics.SNAPSHOTS)) {
                run.driven().in(topic).forEach(record -> facts.add(new Fact(topic, record)));
            }
        }
        return facts;
    }

    private static Map<String, String> stockOf(List<Fact> facts) {
        try (Driven driven = new Driven(TopologySettings.defaults(), Run.START_MILLIS)) {
            facts.forEach(fact -> driven.pipe(fact.topic(), fact.record()));
            Shown shown = new Shown();
            driven.out(Topics.STOCK).forEach(shown::take);
            return shown.texts();
        }
    }
}
