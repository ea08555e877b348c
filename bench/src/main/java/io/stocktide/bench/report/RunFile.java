package io.stocktide.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stocktide.bench.runs.Results;
import io.stocktide.bench.runs.Scenario;
import io.stocktide.bench.runs.Subject;
import java.util.List;

/** All of a run as JSON: where and of what it was, each figure, medians, targets. */
public final class RunFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What was run.
     *
     * @param commit of the code; null where that cannot be told
     * @param skippedRuns for want of time
     */
    public record About(
            String startedAt, String commit, String size, long seed, int runs, int skippedRuns, Machine machine) {}

    private RunFile() {}

    public static String of(About about, List<Results> results) {
        ObjectNode root = JSON.valueToTree(about);
        ArrayNode scenarios = root.putArray("scenarios");
        results.forEach(each -> scenarios.add(scenario(each)));
        return root.toPrettyString() + '\n';
    }

    private static ObjectNode scenario(Results results) {
        Scenario scenario = results.scenario();
        ObjectNode node = JSON.createObjectNode();
        node.put("id", scenario.id()).put("title", scenario.title());
        scenario.columns().forEach(node.putArray("columns")::add);
        ArrayNode subjects = node.putArray("subjects");
        scenario.subjects().forEach(subject -> subjects.add(subject(results, subject)));
        ArrayNode targets = node.putArray("targets");
        scenario.targets().forEach(target -> {
            ObjectNode each = JSON.valueToTree(target);
            each.set("value", figure(results.value(target)));
            each.put("outcome", results.outcome(target).label());
            targets.add(each);
        });
        return node;
    }

    private static ObjectNode subject(Results results, Subject subject) {
        ObjectNode node = JSON.createObjectNode().put("name", subject.name());
        ArrayNode medians = node.putArray("medians");
        for (int column = 0; column < results.scenario().columns().size(); column++) {
            medians.add(figure(results.median(subject.name(), column)));
        }
        ArrayNode runs = node.putArray("runs");
        for (double[] figures : results.of(subject.name())) {
            ArrayNode run = runs.addArray();
            for (double figure : figures) {
                run.add(figure(figure));
            }
        }
        ArrayNode failures = node.putArray("failures");
        results.failuresOf(subject.name())
                .forEach(failure -> failures.addObject()
                        .put("why", failure.why())
                        .put("logs", failure.dir().toString()));
        return node;
    }

    /** JSON has no NaN. */
    private static JsonNode figure(double figure) {
        return Double.isFinite(figure) ? DoubleNode.valueOf(figure) : NullNode.getInstance();
    }
}
