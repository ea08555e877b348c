package io.stocktide.simulator.webhook;

import io.stocktide.simulator.config.WebhookConfig;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.progress.Counters.Count;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts webhooks as Shopify does: a bounded number at once, five seconds each, retried by schedule, then given up. */
public final class WebhookSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    /** Rendering and signing are all these threads do; two keep a small machine free for the system under test. */
    private static final int THREADS = 2;

    private final WebhookConfig config;
    private final Counters counters;
    private final Signature signature;
    private final ConcurrentLinkedQueue<Delivery> ready = new ConcurrentLinkedQueue<>();
    private final Semaphore slots;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final HttpClient client;
    private volatile URI url;

    public WebhookSender(WebhookConfig config, Counters counters) {
        this.config = config;
        this.counters = counters;
        this.url = config.url();
        this.signature = new Signature(config.secret());
        this.slots = new Semaphore(config.maxInFlight());
        this.workers = Executors.newFixedThreadPool(THREADS, task -> daemon(task, "webhook-sender"));
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "webhook-timer"));
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .executor(workers)
                .build();
    }

    /** Where webhooks go from now on, retries included. */
    public void retarget(URI newUrl) {
        this.url = newUrl;
    }

    /** Waits until fewer webhooks are pending than the backlog allows, so that an outage stops traffic, not the heap. */
    public void awaitRoom() {
        while (counters.of(Count.WEBHOOKS_PENDING) >= config.maxBacklog() && !workers.isShutdown()) {
            // Polled: thousands of completions a second would each have to signal otherwise.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Takes a webhook on; never blocks, so it may be called under a shop's lock. */
    void send(Webhook webhook) {
        counters.up(Count.WEBHOOKS_TRIGGERED);
        counters.up(Count.WEBHOOKS_PENDING);
        enqueue(new Delivery(webhook, false), webhook.fate().delayMillis());
    }

    private void enqueue(Delivery delivery, long delayMillis) {
        try {
            if (delayMillis == 0) {
                ready.add(delivery);
                workers.execute(this::dispatch);
            } else {
                var unused = timer.schedule(() -> enqueue(delivery, 0), delayMillis, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug(
                    "closed with a {} webhook still to send", delivery.webhook().topic());
        }
    }

    private void dispatch() {
        while (!ready.isEmpty() && slots.tryAcquire()) {
            Delivery delivery = ready.poll();
            if (delivery == null) {
                slots.release();
            } else {
                attempt(delivery);
            }
        }
    }

    private void attempt(Delivery delivery) {
        Optional<URI> address = delivery.webhook().route().address(url);
        if (address.isEmpty()) {
            slots.release();
            lose(delivery);
            return;
        }
        counters.up(Count.WEBHOOK_ATTEMPTS);
        try {
            var unused = client.sendAsync(
                            request(address.get(), delivery.webhook()), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((response, failure) -> {
                        slots.release();
                        finish(delivery, response != null && response.statusCode() / 100 == 2);
                        dispatch();
                    });
        } catch (RejectedExecutionException e) {
            slots.release();
            LOG.debug("closed before a {} webhook left", delivery.webhook().topic());
        } catch (RuntimeException e) {
            slots.release();
            LOG.error(
                    "could not build a {} webhook for {}",
                    delivery.webhook().topic(),
                    delivery.webhook().shop(),
                    e);
            finish(delivery, false);
        }
    }

    private void finish(Delivery delivery, boolean delivered) {
        if (delivered) {
            succeed(delivery);
            return;
        }
        int failures = delivery.fail();
        if (failures <= config.retryDelays().size()) {
            enqueue(delivery, Math.max(1, config.retryDelays().get(failures - 1).toMillis()));
        } else {
            giveUp(delivery);
        }
    }

    private void succeed(Delivery delivery) {
        Webhook webhook = delivery.webhook();
        if (delivery.duplicate()) {
            counters.up(Count.DUPLICATES_SENT);
        } else {
            counters.up(Count.WEBHOOKS_DELIVERED);
            if (webhook.fate().duplicated()) {
                enqueue(new Delivery(webhook, true), webhook.fate().duplicateDelayMillis());
                return;
            }
        }
        counters.down(Count.WEBHOOKS_PENDING);
    }

    private void giveUp(Delivery delivery) {
        delivery.webhook().route().gaveUp();
        lose(delivery);
    }

    private void lose(Delivery delivery) {
        if (!delivery.duplicate()) {
            counters.up(Count.WEBHOOKS_LOST);
        }
        counters.down(Count.WEBHOOKS_PENDING);
    }

    private HttpRequest request(URI address, Webhook webhook) {
        byte[] body = webhook.body();
        return HttpRequest.newBuilder(address)
                .timeout(config.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Shopify-Captain-Hook")
                .header("X-Shopify-Topic", webhook.topic())
                .header("X-Shopify-Hmac-Sha256", signature.of(body))
                .header("X-Shopify-Shop-Domain", webhook.shop())
                .header("X-Shopify-API-Version", config.apiVersion())
                .header("X-Shopify-Webhook-Id", webhook.fate().id().toString())
                .header("X-Shopify-Event-Id", webhook.eventId().toString())
                .header("X-Shopify-Triggered-At", webhook.triggeredAt())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
