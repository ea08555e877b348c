package io.stocktide.system.simulation;

import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.topology.streams.FenceMarkers;
import io.stocktide.topology.streams.ReplayPlan;
import io.stocktide.topology.streams.TopologySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;

/** Reads what a run's topics hold into a new state, each topic in its order and all of them mixed. */
final class Replay {
    private static final String ID = "7d1f9a36-7a11-4d3f-9a67-3f2f5f6f0b11";

    private record Log(Topic<?> topic, Deque<TestRecord<String, byte[]>> records) {}

    private final Run first;
    private final Random random;
    private final Driven second;
    private final List<String> faults = new ArrayList<>();

    private Replay(Run first, Random random, Driven second) {
        this.first = first;
        this.random = random;
        this.second = second;
    }

    /** What a replay of a run that has come to rest does otherwise than it should. */
    static List<String> faults(Run run, Random random, TopologySettings settings) {
        try (Driven second = new Driven(settings.withReplay(ReplayPlan.of(ID)), Run.START_MILLIS)) {
            Replay replay = new Replay(run, random, second);
            replay.rebuild();
            replay.passTheFence();
            replay.stockIsAsItWas();
            replay.faults.addAll(Verdicts.ofLedger(run, second.out(Topics.LEDGER)));
            return replay.faults;
        }
    }

    private void rebuild() {
        List<Log> logs = logs();
        while (!logs.isEmpty()) {
            Log next = logs.get(random.nextInt(logs.size()));
            for (int i = 1 + random.nextInt(10); i > 0 && !next.records().isEmpty(); i--) {
                second.pipe(next.topic(), next.records().poll());
            }
            logs.removeIf(log -> log.records().isEmpty());
        }
        second.wallClock(first.nowMillis());
        for (Topic<?> topic : Driven.outputTopics()) {
            if (topic != Topics.LEDGER && !second.out(topic).isEmpty()) {
                faults.add("below the fence the replay writes "
                        + second.out(topic).size() + " records to " + topic.name());
            }
        }
    }

    /** What went in, and what was decided. */
    private List<Log> logs() {
        List<Log> logs = new ArrayList<>();
        for (Topic<?> topic : Topics.inputs()) {
            boolean isDecided = topic == Topics.BATCHES || topic == Topics.REPLIES;
            logs.add(new Log(
                    topic,
                    new ArrayDeque<>(
                            isDecided
                                    ? first.driven().out(topic)
                                    : first.driven().in(topic))));
        }
        logs.removeIf(log -> log.records().isEmpty());
        return logs;
    }

    private void passTheFence() {
        Instant end = Instant.ofEpochMilli(first.nowMillis());
        for (Topic<?> topic : Topics.inputs()) {
            second.pipe(topic, new TestRecord<>(FenceMarkers.key(ID), (byte[]) null, end));
        }
        for (int i = 1; i <= 3; i++) {
            second.wallClock(first.nowMillis() + Duration.ofHours(i).toMillis());
        }
    }

    private void stockIsAsItWas() {
        Shown rebuilt = new Shown();
        second.out(Topics.STOCK).forEach(rebuilt::take);
        Map<String, String> ours = rebuilt.texts();
        Map<String, String> before = first.shown().texts();
        TreeMap<String, String> all = new TreeMap<>(ours);
        all.putAll(before);
        for (String key : all.keySet()) {
            if (!java.util.Objects.equals(ours.get(key), before.get(key))) {
                faults.add("the replay shows " + ours.get(key) + " where there was " + before.get(key));
            }
        }
        if (!second.out(Topics.BATCHES).isEmpty()) {
            faults.add("the replay forms " + second.out(Topics.BATCHES).size() + " batches anew");
        }
    }
}
