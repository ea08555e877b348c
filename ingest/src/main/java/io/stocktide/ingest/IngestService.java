package io.stocktide.ingest;

import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.Readiness;
import io.stocktide.service.http.ReadyGauge;
import io.stocktide.service.http.ServiceHttp;
import io.stocktide.service.kafka.PromptWriter;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.pulse.PulsePublisher;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.trace.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The ingest service: webhooks and channel events in over HTTP, each answered once Kafka has it, and commands to
 * reservations, each answered once the topology has decided it.
 */
public final class IngestService implements AutoCloseable {
    private static final Duration LEAST_TIME_TO_FLUSH = Duration.ofMillis(200);

    private final IngestSettings settings;
    private final Producer<String, byte[]> producer;
    private final ProducerHealth health;
    private final AnswerThreads answers = new AnswerThreads();
    private final Appender appender;
    private final Traces traces;
    private final InFlight inFlight;
    private final Replies replies;
    private final ReplyFeed feed;
    private final Readiness readiness;
    private final ShopAccess access;
    private final PulsePublisher pulses;
    private final ServiceHttp http;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Connects to nothing yet. Throws {@link ConfigException} where Kafka's client does not take its properties.
     *
     * @param metrics where it counts; stays open when the service closes
     */
    public IngestService(IngestSettings settings, ShopDirectory shops, Metrics metrics) {
        this(settings, shops, metrics, Tracing.OFF);
    }

    /** @param tracing where its spans go; stays open when the service closes */
    public IngestService(IngestSettings settings, ShopDirectory shops, Metrics metrics, Tracing tracing) {
        // The consumer first: unlike a producer it runs nothing yet, should the other not take its properties.
        this(
                settings,
                shops,
                metrics,
                tracing,
                ConsumerConfigs.consumer(settings),
                ProducerConfigs.producer(settings),
                PulsePublisher.writer(settings.kafka()));
    }

    IngestService(
            IngestSettings settings,
            ShopDirectory shops,
            Metrics metrics,
            Tracing tracing,
            Consumer<byte[], byte[]> consumer,
            Producer<String, byte[]> producer,
            PromptWriter pulseWriter) {
        this.settings = settings;
        this.traces = new Traces(tracing);
        this.producer = producer;
        this.health = new ProducerHealth(producer);
        this.appender = new Appender(producer, health, settings.ackTimeout(), answers);
        this.inFlight = new InFlight(settings.maxInFlight());
        this.replies = new Replies(settings.replyTimeout());
        this.feed = new ReplyFeed(consumer, replies::take);
        this.access = new ShopAccess(shops, settings.http().access());
        gauges(metrics.registry());
        this.readiness = Readiness.allOf(health, feed);
        ReadyGauge.register(metrics.registry(), "ingest", readiness);
        this.pulses = new PulsePublisher(
                "ingest",
                () -> PulsePublisher.hostAndPort(port()),
                readiness,
                new IngestFigures(),
                metrics.registry(),
                pulseWriter);
        this.http = new ServiceHttp(
                settings.http(), metrics.registry(), readiness, routes -> addRoutes(routes, shops, metrics.registry()));
    }

    /**
     * Starts to listen, whether or not Kafka answers yet: {@code /readyz} tells. Throws {@link ConfigException} where
     * the port is taken; the service is then closed.
     */
    public IngestService start() {
        health.start();
        feed.start();
        access.start();
        try {
            http.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        pulses.start();
        return this;
    }

    /** The port it listens on, also where the settings left it open. */
    public int port() {
        return http.port();
    }

    /** What {@code /readyz} says. */
    public Optional<String> notReadyBecause() {
        return readiness.notReadyBecause();
    }

    /** Stops accepting, lets requests under way have their answer, flushes the producer; within the grace in all. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long stopByNanos = System.nanoTime() + settings.http().stopGrace().toNanos();
        health.stopping();
        pulses.close();
        endWaits(settings.http().stopGrace().dividedBy(2));
        http.close();
        access.close();
        feed.close();
        health.close();
        // Requests have their answers: what the producer still holds are acks that came too late for their callers.
        Duration left = Duration.ofNanos(stopByNanos - System.nanoTime());
        producer.close(left.compareTo(LEAST_TIME_TO_FLUSH) > 0 ? left : LEAST_TIME_TO_FLUSH);
        answers.close();
    }

    Set<String> routes() {
        return http.routes();
    }

    /** Requests that wait for a reply may have it; those that wait longer are told so while they still can be. */
    private void endWaits(Duration after) {
        CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                .execute(replies::end);
    }

    private void addRoutes(RoutesConfig routes, ShopDirectory shops, MeterRegistry registry) {
        InputMetrics webhooks = InputMetrics.webhooks(registry);
        WebhookRoute webhook = new WebhookRoute(shops, appender, webhooks, traces, settings.maxBodyBytes());
        routes.post("/webhooks", new Intake(webhooks, inFlight, webhook));
        InputMetrics events = InputMetrics.channelEvents(registry);
        ChannelEventRoute event = new ChannelEventRoute(
                access, new ChannelEventReader(Clock.systemUTC()), appender, events, traces, settings.maxEventBytes());
        routes.post("/v1/shops/{shop}/channel-events", new Intake(events, inFlight, event));
        addReservationRoutes(routes, registry);
    }

    private void addReservationRoutes(RoutesConfig routes, MeterRegistry registry) {
        InputMetrics metrics = InputMetrics.reservations(registry);
        // A topology that is away must not fill what webhooks need: those do not wait for it.
        InFlight waiting = new InFlight(settings.maxInFlight());
        ReservationCommands commands = new ReservationCommands(Clock.systemUTC());
        Reservations reservations = new Reservations(replies, feed, appender, answers, registry, traces);
        String path = "/v1/shops/{shop}/reservations";
        Intake.Route reserve = new ReservationRoute(access, commands, reservations, metrics, settings.maxEventBytes());
        routes.post(path, new Intake(metrics, waiting, reserve));
        Intake.Route confirm = new SettlementRoute(access, ChannelEvent.Type.CONFIRM, commands, reservations, metrics);
        routes.post(path + "/{id}/confirm", new Intake(metrics, waiting, confirm));
        Intake.Route release = new SettlementRoute(access, ChannelEvent.Type.RELEASE, commands, reservations, metrics);
        routes.post(path + "/{id}/release", new Intake(metrics, waiting, release));
    }

    private void gauges(MeterRegistry registry) {
        Gauge.builder("stocktide.ingest.in.flight", inFlight, InFlight::now)
                .description("Requests under way")
                .register(registry);
        Gauge.builder("stocktide.reservation.waiting", replies, Replies::waiting)
                .description("Requests that wait for the decision on a reservation")
                .register(registry);
        Gauge.builder("stocktide.producer.buffer.available", producer, ProducerMetric.BUFFER_AVAILABLE_BYTES::of)
                .description("Room left for records that Kafka has not acknowledged")
                .baseUnit("bytes")
                .register(registry);
    }
}
