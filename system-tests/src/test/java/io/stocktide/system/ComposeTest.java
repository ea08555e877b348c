package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The image and docker-compose.yml, really brought up. */
@Tag("compose")
class ComposeTest {
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final List<String> ROLES = List.of("ingest", "topology-1", "topology-2", "sync-sink", "simulator");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Compose compose;
    private static String token;

    @BeforeAll
    static void bring_all_up() throws Exception {
        assumeTrue(Compose.engineAnswers(), "skipped: no Docker engine with Compose answers here");
        compose = new Compose(Files.createDirectories(Path.of("target")).resolve("compose.log"));
        long began = System.nanoTime();
        compose.build();
        long built = System.nanoTime();
        compose.up();
        System.out.printf(
                "image built in %d s, all up and ready %d s after%n",
                Duration.ofNanos(built - began).toSeconds(),
                Duration.ofNanos(System.nanoTime() - built).toSeconds());
        token = Json.mapper()
                .readTree(compose.sharedFile("shops.json"))
                .at("/shops/0/apiTokens/0")
                .asText();
    }

    @AfterAll
    static void take_all_down() {
        if (compose != null) {
            compose.close();
        }
    }

    @Test
    void a_topology_that_is_killed_under_traffic_is_missed_by_nobody_and_all_agrees() throws Exception {
        await().atMost(SOON).until(() -> orders() >= 100);

        compose.kill("topology-1");

        await().atMost(Duration.ofSeconds(5)).until(() -> statusOfStock(compose.topology2Url()) == 200);
        long more = orders() + 100;
        await().atMost(SOON).until(() -> orders() >= more);
        assertThat(compose.tool("check"))
                .as("exit code of check; see compose.log")
                .isZero();
        compose.start("topology-1");
        await().atMost(SOON).until(() -> isHealthy("topology-1"));
        assertThat(statusOfStock(compose.topology1Url())).isEqualTo(200);
        assertThat(compose.tool("verify"))
                .as("exit code of verify; see compose.log")
                .isZero();
    }

    @Test
    void no_role_is_root_or_writes_beside_its_volumes_or_has_died() {
        for (String role : ROLES) {
            assertThat(
                            compose.inspect(
                                    role,
                                    "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.RestartCount}}"))
                    .as(role)
                    .isEqualTo("10001:10001 true [ALL] 0");
        }
    }

    private static boolean isHealthy(String service) {
        return compose.inspect(service, "{{.State.Health.Status}}").equals("healthy");
    }

    /** 0 while the simulator does not answer yet: it is the last to be started, and nobody waits for its health. */
    private static long orders() throws InterruptedException {
        try {
            JsonNode progress = Json.mapper()
                    .readTree(send(HttpRequest.newBuilder(URI.create(compose.simulatorUrl() + "/progress"))
                                    .timeout(Duration.ofSeconds(5)))
                            .body());
            return progress.path("orders").asLong();
        } catch (IOException e) {
            return 0;
        }
    }

    /** 0 where the connection fails. */
    private static int statusOfStock(String url) throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(URI.create(url + "/v1/shops/shop-1.myshopify.com/stock?limit=1"))
                            .timeout(Duration.ofSeconds(5))
                            .header("Authorization", "Bearer " + token))
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
