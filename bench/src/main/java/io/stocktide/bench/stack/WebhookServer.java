package io.stocktide.bench.stack;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.bench.peers.EmptyIngest;
import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Cluster;
import io.stocktide.bench.process.Ports;
import io.stocktide.bench.process.Waiting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What takes webhooks at {@code /webhooks}, with all that it needs to answer them and no more. */
@FunctionalInterface
interface WebhookServer {
    /** Starts it; returns the URL of its webhooks. What was started is among the processes, also where this throws. */
    URI start(Path home, Path dir, Processes processes) throws Exception;

    /** The role alone, with a broker of its own: a webhook is answered once Kafka has it. */
    static URI stocktide(Path home, Path dir, Processes processes) throws Exception {
        Cluster cluster = processes.stopAtEnd(new Cluster(dir, Stocktide.PARTITIONS));
        processes.count(Part.STORING, cluster.broker());
        int port = Ports.free();
        Stocktide stocktide = new Stocktide(home, dir, cluster.bootstrapServers(), Webhooks.SHOPS);
        processes.add(Part.ACCEPTING, stocktide.ingest(port));
        return webhooks(port);
    }

    /** The server alone, with a Redis of its own: a webhook is answered once Redis has it, and no worker takes it. */
    static URI bullMq(Path home, Path dir, Processes processes) throws Exception {
        BullMq bullMq = new BullMq(home, dir);
        processes.add(Part.STORING, bullMq.redis());
        int port = Ports.free();
        processes.add(Part.ACCEPTING, bullMq.server(port));
        return webhooks(port);
    }

    /** Stocktide's HTTP with a handler that reads the body and answers. */
    static URI empty(Path home, Path dir, Processes processes) throws Exception {
        int port = Ports.free();
        Child server = processes.add(
                Part.ACCEPTING,
                Child.java("empty", dir, List.of("-Xmx512m"), EmptyIngest.class, Integer.toString(port)));
        Waiting.until(Duration.ofSeconds(30), "the empty handler", () -> server.hasSaid("ready"));
        return webhooks(port);
    }

    /** A webhook is answered once an API that takes 50 ms has answered. */
    static URI direct(Path home, Path dir, Processes processes) throws Exception {
        NodePeer node = new NodePeer(home, "direct");
        int api = Ports.free();
        int port = Ports.free();
        processes.add(
                Part.OUTSIDE,
                node.start("api.mjs", "api", dir, Map.of("PORT", Integer.toString(api), "LATENCY_MS", "50")));
        Map<String, String> environment = Map.of(
                "PORT",
                Integer.toString(port),
                "WEBHOOK_SECRET",
                OrderBodies.SECRET,
                "API_URL",
                "http://127.0.0.1:" + api + "/graphql");
        processes.add(Part.ACCEPTING, node.start("server.mjs", "server", dir, environment));
        return webhooks(port);
    }

    private static URI webhooks(int port) {
        return URI.create("http://127.0.0.1:" + port + "/webhooks");
    }
}
