package io.stocktide.system;

import static io.stocktide.system.Instances.ITEMS;
import static io.stocktide.system.Instances.SHOPS;
import static io.stocktide.system.Instances.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.access.HopSignature;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class InstancesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HopSignature KEY =
            new HopSignature("a key of thirty-two bytes or more".getBytes(StandardCharsets.US_ASCII));
    private static final HopSignature OTHER_KEY =
            new HopSignature("another key of thirty-two bytes..".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    Path dir;

    @Test
    void every_instance_answers_for_every_item_and_a_standby_for_an_owner_that_is_gone() throws Exception {
        try (Instances instances = new Instances(dir, KEY)) {
            instances.writeStock();
            Instances.Instance one = instances.start("1");
            Instances.Instance two = instances.start("2");
            await().atMost(SOON).until(() -> one.isReady() && two.isReady());
            await().atMost(SOON).until(() -> bodies(one).equals(bodies(two)) && owners(one, two) == 2);

            // The rest of the assignment: each has both roles.
            assertThat(one.hops("answered")).isPositive();
            assertThat(two.hops("answered")).isPositive();
            assertThat(roles(one)).containsOnly("active");
            await().atMost(SOON).until(() -> standbysCameUp(one, two));

            two.close();

            // The group does not know yet that it is gone.
            assertThat(bodies(one)).hasSize(SHOPS * ITEMS);
            assertThat(roles(one)).containsOnly("active", "standby");
            assertThat(one.hops("failed")).isBetween(1.0, 3.0);
        }
    }

    @Test
    void one_reads_what_one_has_written_on_every_instance_and_no_passed_on_read_is_passed_on() throws Exception {
        try (Instances instances = new Instances(dir, KEY)) {
            instances.writeStock();
            Instances.Instance one = instances.start("1");
            Instances.Instance two = instances.start("2");
            await().atMost(SOON).until(() -> one.isReady() && two.isReady() && owners(one, two) == 2);

            for (int number = 1; number <= SHOPS; number++) {
                long offset = instances.sell(shop(number), "sale-" + number, 3).offset();
                for (Instances.Instance instance : List.of(one, two)) {
                    HttpResponse<String> answer = instance.get(shop(number), "/stock/3?minOffset=" + offset);
                    assertThat(answer.statusCode()).isEqualTo(200);
                    JsonNode item = Json.mapper().readTree(answer.body());
                    assertThat(item.path("available").asLong()).isEqualTo(2);
                    assertThat(item.at("/levels/0/asOf/offset").asLong()).isGreaterThanOrEqualTo(offset);

                    HttpResponse<String> later =
                            instance.get(shop(number), "/stock/3?waitMillis=50&minOffset=" + (offset + 1_000));
                    assertThat(later.statusCode()).isEqualTo(412);
                    assertThat(Json.mapper()
                                    .readTree(later.body())
                                    .path("offset")
                                    .asLong())
                            .isGreaterThanOrEqualTo(offset);

                    String tag = answer.headers().firstValue("ETag").orElseThrow();
                    HttpResponse<String> same = instance.get(shop(number), "/stock/3", "If-None-Match", tag);
                    assertThat(same.statusCode()).isEqualTo(304);
                    assertThat(same.headers().firstValue("ETag")).contains(tag);
                    assertThat(same.body()).isEmpty();
                }
            }

            String path = "/stock/1";
            int refused = 0;
            for (int number = 1; number <= SHOPS; number++) {
                String target = "/v1/shops/" + shop(number) + path;
                String hop = KEY.sign("GET", target, new byte[0], System.currentTimeMillis());
                String forged = OTHER_KEY.sign("GET", target, new byte[0], System.currentTimeMillis());
                assertThat(one.getAsAnybody(shop(number), path, HopSignature.HEADER, forged)
                                .statusCode())
                        .isEqualTo(401);
                double before = one.hops("answered");
                HttpResponse<String> answer = one.getAsAnybody(shop(number), path, HopSignature.HEADER, hop);
                assertThat(answer.statusCode()).isIn(200, 503);
                assertThat(one.hops("answered")).isEqualTo(before);
                refused += answer.statusCode() == 503 ? 1 : 0;
                assertThat(one.get(shop(number), path).statusCode()).isEqualTo(200);
            }
            assertThat(refused).isLessThan(SHOPS);
        }
    }

    @Test
    void one_that_leaves_hands_its_shops_over_before_its_session_would_be_over() throws Exception {
        try (Instances instances = new Instances(dir, KEY)) {
            instances.writeStock();
            Instances.Instance one = instances.start("1");
            Instances.Instance two = instances.add("2").leaving().start();
            await().atMost(SOON).until(() -> one.isReady() && two.isReady() && owners(one, two) == 2);
            await().atMost(SOON).until(() -> standbysCameUp(one, two));

            two.close();

            // The session lasts for 15 s.
            await().atMost(Duration.ofSeconds(12))
                    .until(() -> Set.copyOf(roles(one)).equals(Set.of("active")));
            assertThat(bodies(one)).hasSize(SHOPS * ITEMS);
        }
    }

    @Test
    void a_restart_keeps_the_state_of_a_partition_whose_stores_were_never_all_written() throws Exception {
        try (Instances instances = new Instances(dir, null)) {
            instances.writeStock();
            Instances.Instance one = instances.start("1");
            await().atMost(SOON).until(() -> one.isReady() && bodies(one).size() == SHOPS * ITEMS);
            // No webhook has come and no channel event: nothing but the first entries.
            await().atMost(SOON).until(instances::everyChangelogHasRecords);
            List<String> before = identities(one);

            one.close();
            one.start();
            await().atMost(SOON).until(one::isReady);

            assertThat(identities(one)).isEqualTo(before);
            assertThat(bodies(one)).hasSize(SHOPS * ITEMS);
        }
    }

    /** RocksDB names each database that it makes. */
    private static List<String> identities(Instances.Instance instance) throws Exception {
        List<String> identities = new ArrayList<>();
        for (int partition = 0; partition < 4; partition++) {
            identities.add(Files.readString(instance.state(partition)
                    .resolve("rocksdb")
                    .resolve("shop-state")
                    .resolve("IDENTITY")));
        }
        return identities;
    }

    /** Each item's body but for when it is of; those that are not there yet are missing. */
    private static List<JsonNode> bodies(Instances.Instance instance) throws Exception {
        List<JsonNode> bodies = new ArrayList<>();
        for (int number = 1; number <= SHOPS; number++) {
            for (long item = 1; item <= ITEMS; item++) {
                JsonNode body = instance.item(shop(number), item);
                if (body.path("available").asLong() == item) {
                    ObjectNode bare = (ObjectNode) body;
                    bare.remove("asOf");
                    bare.path("levels").forEach(level -> ((ObjectNode) level).remove("asOf"));
                    bodies.add(bare);
                }
            }
        }
        return bodies;
    }

    private static List<String> roles(Instances.Instance instance) throws Exception {
        List<String> roles = new ArrayList<>();
        for (int number = 1; number <= SHOPS; number++) {
            roles.add(instance.item(shop(number), 1).at("/levels/0/asOf/role").asText());
        }
        return roles;
    }

    /** How many of the two ask the other for something. */
    private static int owners(Instances.Instance one, Instances.Instance two) throws Exception {
        roles(one);
        roles(two);
        return (one.hops("answered") > 0 ? 1 : 0) + (two.hops("answered") > 0 ? 1 : 0);
    }

    /** Whether each has a copy of what the other owns. */
    private static boolean standbysCameUp(Instances.Instance one, Instances.Instance two) throws Exception {
        for (int number = 1; number <= SHOPS; number++) {
            String target = "/v1/shops/" + shop(number) + "/stock/1";
            for (Instances.Instance instance : List.of(one, two)) {
                String hop = KEY.sign("GET", target, new byte[0], System.currentTimeMillis());
                if (instance.getAsAnybody(shop(number), "/stock/1", HopSignature.HEADER, hop)
                                .statusCode()
                        != 200) {
                    return false;
                }
            }
        }
        return true;
    }
}
