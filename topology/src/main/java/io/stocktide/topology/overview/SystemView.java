package io.stocktide.topology.overview;

import io.stocktide.schemas.rest.Overview;
import io.stocktide.schemas.rest.Overview.Attention;
import io.stocktide.schemas.rest.Overview.Point;
import io.stocktide.schemas.rest.Overview.SystemFigures;
import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Job;
import io.stocktide.schemas.value.Pulse;
import io.stocktide.service.access.TokenHolder;
import io.stocktide.service.kafka.TopicFeed;
import io.stocktide.service.kafka.TopicFeed.Source;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.topology.jobs.JobBoard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What all instances tell, put together: what whoever looks at the system sees, each as much as the token allows. */
public final class SystemView implements AutoCloseable {
    private static final Duration BACK = Duration.ofHours(1);
    private static final int MAX_ATTENTION = 50;

    private final PulseHistory history = new PulseHistory();
    private final InstanceBoard instances = new InstanceBoard();
    private final ShopStates states;
    private final JobBoard jobs;
    private final InstantSource clock;
    private final TopicFeed feed;

    /** @param client as Kafka's clients take it */
    public SystemView(ShopDirectory shops, JobBoard jobs, Map<String, String> client) {
        this(shops, jobs, client, InstantSource.system());
    }

    SystemView(ShopDirectory shops, JobBoard jobs, Map<String, String> client, InstantSource clock) {
        this.states = new ShopStates(shops);
        this.jobs = jobs;
        this.clock = clock;
        this.feed = new TopicFeed(
                "overview",
                client,
                List.of(
                        Source.since(Topics.PULSES, BACK, this::pulse),
                        Source.whole(Topics.SYNC_STATUS, this::status),
                        Source.whole(Topics.JOBS, jobs::job),
                        Source.whole(Topics.CONNECTIONS, jobs::connection),
                        Source.whole(Topics.REPLAYS, jobs::replay)));
    }

    public void start() {
        feed.start();
    }

    /** A record of {@code pulses}. */
    void pulse(String key, Pulse pulse) {
        if (key != null && pulse != null) {
            Instant now = clock.instant();
            history.add(key, pulse, now);
            instances.add(key, pulse, now);
        }
    }

    /** A record of {@code sync-status}. */
    void status(String key, SyncStatus status) {
        states.take(key, status);
    }

    /** With the whole last hour. */
    public Overview overview(TokenHolder holder) {
        Instant now = clock.instant();
        return overview(holder, now, holder.opensAll() ? history.points(now) : List.of());
    }

    /** With the newest point alone. */
    Overview newest(TokenHolder holder) {
        Instant now = clock.instant();
        return overview(holder, now, holder.opensAll() ? history.newest(now) : List.of());
    }

    private Overview overview(TokenHolder holder, Instant now, List<Point> points) {
        return new Overview(now, holder.opensAll() ? figures(now) : null, points, attention(holder, now));
    }

    private SystemFigures figures(Instant now) {
        InstanceBoard.Lag lag = instances.lag(now);
        return new SystemFigures(
                instances.instances(now),
                history.rate(now, slot -> slot.webhooksPerSecond),
                history.rate(now, slot -> slot.channelEventsPerSecond),
                history.rate(now, slot -> slot.duplicatesPerSecond),
                history.rate(now, slot -> slot.mutationsPerSecond),
                history.deadLetters(now),
                history.percentiles(now, slot -> slot.ackMillis),
                history.percentiles(now, slot -> slot.stockMillis),
                history.percentiles(now, slot -> slot.shopifyMillis),
                lag.records(),
                lag.millis(),
                states.count(SyncStatus.State.BREAKER_OPEN),
                states.count(SyncStatus.State.SUSPENDED),
                instances.ledgerMismatches(now));
    }

    private List<Attention> attention(TokenHolder holder, Instant now) {
        return statuses(shops(holder), now).stream()
                .flatMap(status -> Attentions.of(status).stream())
                .sorted(Comparator.comparingInt(Attentions::urgency))
                .limit(MAX_ATTENTION)
                .toList();
    }

    /** Those that the token opens of what is configured, in the order of their domains. */
    List<String> shops(TokenHolder holder) {
        return states.shops().stream().filter(holder::opens).toList();
    }

    /** How the delivery to each of these shops stands. */
    List<SyncStatus> statuses(List<String> shops) {
        return statuses(shops, clock.instant());
    }

    private List<SyncStatus> statuses(List<String> shops, Instant now) {
        Map<String, Long> mismatches = history.mismatches(now);
        return shops.stream()
                .map(shop -> states.of(shop).withMismatches(mismatches.getOrDefault(shop, 0L)))
                .toList();
    }

    /** Those that the token may see, the newest first. */
    public List<Job> jobs(TokenHolder holder) {
        Instant now = clock.instant();
        return jobs.all(instances.rebuilding(now), now).stream()
                .filter(job -> job.shop() == null ? holder.opensAll() : holder.opens(job.shop()))
                .toList();
    }

    @Override
    public void close() {
        feed.close();
    }
}
