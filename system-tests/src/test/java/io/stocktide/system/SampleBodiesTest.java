package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real-shaped and mangled bodies, from HTTP to the topology. */
@Tag("broker")
class SampleBodiesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long SENTINEL = 4242;
    /** Topics of two words, of which a file's name does not show where the slash belongs. */
    private static final Set<String> TWO_WORDS = Set.of("inventory_levels", "inventory_items", "bulk_operations");

    private static final Set<String> COMPLIANCE = Set.of("customers/redact", "customers/data_request", "shop/redact");

    /** What moves or describes stock, and so has an effect. */
    private static final Set<String> WITH_EFFECT = Set.of(
            "orders/create",
            "orders/updated",
            "orders/edited",
            "orders/cancelled",
            "orders/fulfilled",
            "orders/partially_fulfilled",
            "orders/paid",
            "refunds/create",
            "inventory_levels/connect",
            "inventory_levels/update",
            "inventory_levels/disconnect",
            "inventory_items/create",
            "inventory_items/update",
            "inventory_items/delete",
            "products/create",
            "products/update",
            "locations/deactivate",
            "locations/delete");

    @TempDir
    Path dir;

    private static List<Path> samples() throws Exception {
        String samples = System.getProperty("payloads.dir", "");
        assumeTrue(
                !samples.isEmpty() && Files.isDirectory(Path.of(samples)),
                "skipped: no directory of sample bodies is given by -Dpayloads.dir");
        try (Stream<Path> files = Files.list(Path.of(samples))) {
            return files.filter(file -> file.getFileName().toString().matches("[a-z_]+__\\d+\\.json"))
                    .sorted()
                    .toList();
        }
    }

    private static String topicOf(Path sample) {
        String name = sample.getFileName().toString().replaceFirst("__\\d+\\.json$", "");
        for (String first : TWO_WORDS) {
            if (name.startsWith(first + "_")) {
                return first + "/" + name.substring(first.length() + 1);
            }
        }
        return name.replaceFirst("_", "/");
    }

    private static void awaitAllRead(Stack stack) throws Exception {
        String last =
                "{\"inventory_item_id\":%d,\"location_id\":71,\"available\":1,\"updated_at\":\"2026-11-20T10:00:00Z\"}"
                        .formatted(SENTINEL);
        assertThat(stack.webhook("last", "inventory_levels/update", last)).isEqualTo(200);
        // One shop is one partition, so what was sent before has been read before.
        await().atMost(SOON).until(() -> stack.item(SENTINEL).path("available").asLong() == 1);
    }

    /** What the topology has judged a body to be, once it has. */
    private static String verdict(Stack stack, String id, String topic, byte[] body) throws Exception {
        Map<String, Double> before = stack.verdicts();
        assertThat(stack.webhook(id, topic, body)).as(id).isEqualTo(200);
        await(id).atMost(SOON).until(() -> !stack.verdicts().equals(before));
        return stack.verdicts().entrySet().stream()
                .filter(verdict -> verdict.getValue() > before.get(verdict.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" and "));
    }

    /** As Shopify documents it, for our shop. */
    private static byte[] body(Path sample) throws IOException {
        String body = Files.readString(sample).replace("{shop}.myshopify.com", SHOP);
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static String expected(String topic) {
        if (COMPLIANCE.contains(topic)) {
            return "compliance";
        }
        return WITH_EFFECT.contains(topic) ? "applied" : "no_stock_meaning";
    }

    @Test
    void every_sample_has_its_effect_or_is_recorded_as_without_stock_meaning() throws Exception {
        List<Path> samples = samples();
        Map<String, String> verdicts = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        try (Stack stack = Stack.quiet(dir)) {
            for (Path sample : samples) {
                String id = sample.getFileName().toString().replace("__", "-").replace(".json", "");
                String topic = topicOf(sample);
                verdicts.put(id, verdict(stack, id, topic, body(sample)));
                expected.put(id, expected(topic));
            }

            assertThat(samples).isNotEmpty();
            assertThat(verdicts).isEqualTo(expected);
            // The simulated shop does not know the samples' variants, and says so once it is asked.
            assertThat(TopicReader.read(stack.bootstrapServers(), Topics.DEAD_LETTERS))
                    .extracting(DeadLetter::cause)
                    .allMatch("unknown_variant"::equals);
        }
    }

    @Test
    void a_body_of_almost_two_mebibytes_is_read_where_it_makes_sense() throws Exception {
        String huge = "{\"note\":\"" + "x".repeat(2_000_000) + "\",\"inventory_item_id\":4243,\"location_id\":71,"
                + "\"available\":3,\"updated_at\":\"2026-11-20T10:00:00Z\"}";
        try (Stack stack = Stack.quiet(dir)) {
            assertThat(stack.webhook("huge", "inventory_levels/update", huge)).isEqualTo(200);

            await().atMost(SOON).until(() -> stack.item(4243).path("available").asLong() == 3);
        }
    }

    @Test
    void a_mangled_body_becomes_a_dead_letter_with_its_reason_and_the_stream_goes_on() throws Exception {
        Map<String, byte[]> mangled = new HashMap<>();
        mangled.put("truncated", "{\"id\":1,\"line_items\":[{\"id\"".getBytes(StandardCharsets.UTF_8));
        mangled.put("not-json", new byte[] {1, 2, 3});
        mangled.put("empty", new byte[0]);
        mangled.put("wrong-type", "{\"id\":{},\"line_items\":7}".getBytes(StandardCharsets.UTF_8));
        mangled.put("deep", ("{\"note\":" + "[".repeat(500_000)).getBytes(StandardCharsets.UTF_8));
        mangled.put("huge", ("{\"note\":\"" + "x".repeat(2_000_000) + "\"}").getBytes(StandardCharsets.UTF_8));
        try (Stack stack = Stack.quiet(dir)) {
            for (Map.Entry<String, byte[]> each : mangled.entrySet()) {
                assertThat(stack.webhook(each.getKey(), "orders/create", each.getValue()))
                        .as(each.getKey())
                        .isEqualTo(200);
            }
            awaitAllRead(stack);

            await().atMost(SOON)
                    .until(() -> TopicReader.read(stack.bootstrapServers(), Topics.DEAD_LETTERS)
                                    .size()
                            == mangled.size());
            assertThat(TopicReader.read(stack.bootstrapServers(), Topics.DEAD_LETTERS))
                    .extracting(DeadLetter::cause)
                    .allMatch(cause -> cause.startsWith("malformed_"));
        }
    }
}
