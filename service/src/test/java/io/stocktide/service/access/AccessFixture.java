package io.stocktide.service.access;

import io.javalin.http.Context;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Audit;
import io.stocktide.service.http.AccessSettings;
import io.stocktide.service.http.TestServer;
import io.stocktide.service.kafka.PromptWriter;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A server with one route for each role, in front of three shops, and a tokens file. */
final class AccessFixture implements AutoCloseable {
    static final String ABC = "abc.myshopify.com";
    static final String ABC_2 = "abc-2.myshopify.com";
    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    final AtomicInteger done = new AtomicInteger();
    final Path tokensFile;

    private final AuditLog audit =
            new AuditLog("topology", new AuditWriter(new PromptWriter(() -> producer)), InstantSource.fixed(NOW));
    private final ShopAccess access;
    private final TestServer server;

    AccessFixture(Path directory, TokenEntry... tokens) throws Exception {
        tokensFile = directory.resolve("tokens.json");
        tokens(tokens);
        access = new ShopAccess(
                        ShopDirectory.of(List.of(shop(ABC, "of-abc", "of-abc-too"), shop(ABC_2, "of-abc-2"))),
                        new AccessSettings(Optional.of(tokensFile), AccessSettings.DEFAULT_REQUESTS_PER_SECOND),
                        audit)
                .start();
        server = new TestServer(routes -> {
            routes.get("/shops/{shop}/stock", ctx -> answer(ctx, Role.READ));
            routes.post("/shops/{shop}/events", ctx -> answer(ctx, Role.WRITE));
            routes.post("/shops/{shop}/letters/{id}/redrive", ctx -> answer(ctx, Role.OPERATE));
            audit.accept(routes);
        });
    }

    /** The token is its own name with "secret-" before it. */
    static TokenEntry token(String name, Role role, String... shops) {
        return new TokenEntry(name, TokenDigest.of("secret-" + name).hex(), role, Arrays.asList(shops), null);
    }

    void tokens(TokenEntry... tokens) throws Exception {
        Files.write(tokensFile, TokensFile.write(List.of(tokens)));
    }

    HttpResponse<String> call(Role route, String shop, String token) throws Exception {
        return call(route, shop, "3-1042", token == null ? null : "Bearer " + token);
    }

    HttpResponse<String> call(Role route, String shop, String id, String authorization) throws Exception {
        HttpRequest.Builder request = switch (route) {
            case READ -> server.request("/shops/" + shop + "/stock");
            case WRITE -> server.request("/shops/" + shop + "/events").POST(HttpRequest.BodyPublishers.noBody());
            case OPERATE ->
                server.request("/shops/" + shop + "/letters/" + id + "/redrive?again=true")
                        .POST(HttpRequest.BodyPublishers.noBody());
        };
        return server.send(authorization == null ? request : request.header("Authorization", authorization));
    }

    List<Audit> audited() {
        return producer.history().stream()
                .map(record -> Topics.AUDIT.valueSerde().deserializer().deserialize(record.topic(), record.value()))
                .toList();
    }

    private void answer(Context ctx, Role needed) {
        Caller caller = access.require(ctx, needed);
        done.incrementAndGet();
        if ("fails".equals(ctx.pathParamMap().get("id"))) {
            throw new IllegalStateException("as asked");
        }
        ctx.result(caller.shop() + " " + caller.tokenName() + " " + caller.role());
    }

    private static ShopConfig shop(String name, String... tokens) {
        return new ShopConfig(
                name, List.of(), Stream.of(tokens).map(Secret::new).toList(), Optional.empty());
    }

    @Override
    public void close() {
        server.close();
        access.close();
        audit.close();
    }
}
