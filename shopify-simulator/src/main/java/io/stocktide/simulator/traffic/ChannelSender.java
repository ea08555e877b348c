package io.stocktide.simulator.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stocktide.simulator.config.ChannelConfig;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.progress.Counters.Count;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports marketplace events until each is accepted: same key, same body, however long it takes. */
final class ChannelSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelSender.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long FIRST_RETRY_MILLIS = 250;
    private static final long LONGEST_RETRY_MILLIS = 5_000;

    private final ChannelConfig config;
    private final Counters counters;
    private final Semaphore slots;
    private final ScheduledExecutorService worker;
    private final HttpClient client;
    private volatile URI url;

    /** One report on its way, first or duplicate. */
    private record Report(ChannelEvent event, String body, boolean duplicate, int failures) {
        Report failed() {
            return new Report(event, body, duplicate, failures + 1);
        }
    }

    ChannelSender(ChannelConfig config, Counters counters) {
        this.config = config;
        this.counters = counters;
        this.url = config.url();
        this.slots = new Semaphore(config.maxInFlight());
        this.worker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "marketplace");
            thread.setDaemon(true);
            return thread;
        });
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
    }

    void retarget(URI newUrl) {
        this.url = newUrl;
    }

    void awaitRoom() {
        while (counters.of(Count.CHANNEL_PENDING) >= config.maxBacklog() && !worker.isShutdown()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    void send(ChannelEvent event) {
        counters.up(Count.CHANNEL_EVENTS);
        counters.up(Count.CHANNEL_PENDING);
        later(new Report(event, body(event), false, 0), 0);
    }

    private void later(Report report, long delayMillis) {
        try {
            var unused = worker.schedule(() -> post(report), delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed with event {} still to report", report.event().idempotencyKey());
        }
    }

    private void post(Report report) {
        if (!slots.tryAcquire()) {
            later(report, 2);
            return;
        }
        var unused = client.sendAsync(request(report), HttpResponse.BodyHandlers.ofString())
                .whenComplete((response, failure) -> {
                    slots.release();
                    if (response != null && (response.statusCode() == 202 || response.statusCode() == 200)) {
                        accepted(report);
                    } else {
                        refused(report, response);
                    }
                });
    }

    private void accepted(Report report) {
        if (report.event().twice() && !report.duplicate()) {
            later(new Report(report.event(), report.body(), true, 0), FIRST_RETRY_MILLIS);
        } else {
            counters.down(Count.CHANNEL_PENDING);
        }
    }

    private void refused(Report report, HttpResponse<String> response) {
        if (response != null && response.statusCode() / 100 == 4 && report.failures() == 0) {
            LOG.warn("{}: {} {} for {}", report.event().shop(), response.statusCode(), response.body(), report.body());
        }
        long pause = FIRST_RETRY_MILLIS << Math.min(report.failures(), 6);
        later(report.failed(), Math.min(pause, LONGEST_RETRY_MILLIS));
    }

    private HttpRequest request(Report report) {
        String shop = report.event().shop();
        return HttpRequest.newBuilder(URI.create(url + "/v1/shops/" + shop + "/channel-events"))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + config.tokens().apply(shop))
                .POST(HttpRequest.BodyPublishers.ofString(report.body()))
                .build();
    }

    private static String body(ChannelEvent event) {
        ObjectNode body = MAPPER.createObjectNode()
                .put("idempotencyKey", event.idempotencyKey())
                .put("type", event.type().name().toLowerCase(Locale.ROOT))
                .put("channel", "marketplace-sim")
                .put(
                        "occurredAt",
                        event.occurredAt().truncatedTo(ChronoUnit.MILLIS).toString());
        var lines = body.putArray("lines");
        event.lines().forEach(line -> write(lines.addObject(), line));
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always serialises", e);
        }
    }

    private static void write(ObjectNode json, ChannelEvent.Line line) {
        if (line.bySku()) {
            json.put("sku", line.item().sku());
        } else {
            json.put("inventoryItemId", Long.toString(line.item().id()));
        }
        json.put("locationId", Long.toString(line.at().id())).put("quantity", line.quantity());
        if (line.to() != null) {
            json.put("toLocationId", Long.toString(line.to().id()));
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
