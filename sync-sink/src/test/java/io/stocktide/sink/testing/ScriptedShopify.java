package io.stocktide.sink.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stocktide.schemas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers each shop's calls in the order of its script, and keeps what was sent. */
public final class ScriptedShopify implements AutoCloseable {
    /** What was sent. */
    public record Request(String shop, String path, Map<String, List<String>> headers, String body) {
        public JsonNode json() {
            try {
                return Json.mapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    /** One answer. */
    @FunctionalInterface
    public interface Reply {
        void to(HttpExchange exchange, ScriptedShopify server) throws IOException;

        static Reply json(String body) {
            return status(200, body, Map.of());
        }

        static Reply status(int status) {
            return status(status, "{}", Map.of());
        }

        static Reply status(int status, String body, Map<String, String> headers) {
            return (exchange, server) -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            };
        }

        /** Takes the call and never answers. */
        static Reply hang() {
            return (exchange, server) -> server.awaitClose();
        }

        /** Begins to answer and never ends. */
        static Reply stall() {
            return (exchange, server) -> {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                server.awaitClose();
            };
        }

        static Reply reset() {
            return (exchange, server) -> {
                throw new IOException("reset by script");
            };
        }

        /** Answers once the latch is open. */
        static Reply once(CountDownLatch open, Reply then) {
            return (exchange, server) -> {
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                then.to(exchange, server);
            };
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Queue<Reply>> scripts = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Request> probes = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> probeReplies = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public ScriptedShopify() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String urlTemplate() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/{shop}";
    }

    /** Past its script's end a shop answers 404. */
    public void script(String shop, Reply... replies) {
        scripts.computeIfAbsent(shop, unused -> new ArrayDeque<>()).addAll(Arrays.asList(replies));
    }

    /** What a shop answers to every probe from now on; by default that the token may write inventory. */
    public void answerProbes(String shop, Reply reply) {
        probeReplies.put(shop, reply);
    }

    public List<Request> probes() {
        return probes;
    }

    /** What was sent, but for probes. */
    public List<Request> requests() {
        return requests;
    }

    public List<Request> requests(String shop) {
        return requests.stream().filter(request -> request.shop().equals(shop)).toList();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String shop = path.split("/", 3)[1];
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request = new Request(shop, path, Map.copyOf(exchange.getRequestHeaders()), body);
            if (body.contains("query StocktideProbe")) {
                probes.add(request);
                probeReplies
                        .getOrDefault(shop, Answers.scopes("write_inventory"))
                        .to(exchange, this);
            } else {
                Reply reply = next(shop);
                requests.add(request);
                reply.to(exchange, this);
            }
        }
    }

    private synchronized Reply next(String shop) {
        Queue<Reply> script = scripts.getOrDefault(shop, new ArrayDeque<>());
        Reply reply = script.poll();
        return reply == null ? Reply.status(404) : reply;
    }
}
