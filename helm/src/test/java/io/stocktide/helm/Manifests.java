package io.stocktide.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a chart has rendered. */
record Manifests(List<JsonNode> all) {
    Stream<JsonNode> of(String kind) {
        return all.stream().filter(each -> each.path("kind").asText().equals(kind));
    }

    /** The one of that kind and component. */
    JsonNode one(String kind, String component) {
        List<JsonNode> found =
                of(kind).filter(each -> component(each).equals(component)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of kind " + kind + " and component " + component);
        }
        return found.get(0);
    }

    boolean has(String kind, String component) {
        return of(kind).anyMatch(each -> component(each).equals(component));
    }

    /** Whatever makes pods. */
    Stream<JsonNode> workloads() {
        return all.stream().filter(each -> each.path("spec").has("template"));
    }

    /** Whatever makes pods that go on until they are told to stop. */
    Stream<JsonNode> roles() {
        return workloads().filter(each -> !each.path("kind").asText().equals("Job"));
    }

    static String component(JsonNode manifest) {
        return manifest.at("/metadata/labels/app.kubernetes.io~1component").asText();
    }

    static String name(JsonNode manifest) {
        return manifest.path("kind").asText() + "/"
                + manifest.at("/metadata/name").asText();
    }

    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    static JsonNode container(JsonNode workload) {
        return pod(workload).at("/containers/0");
    }

    static List<String> args(JsonNode workload) {
        return stream(container(workload).path("args")).map(JsonNode::asText).toList();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The value of an environment variable of the first container. */
    static String env(JsonNode workload, String name) {
        return stream(container(workload).path("env"))
                .filter(each -> each.path("name").asText().equals(name))
                .map(each -> each.path("value").asText())
                .findFirst()
                .orElseThrow();
    }
}
