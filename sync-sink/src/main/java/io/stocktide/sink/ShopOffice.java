package io.stocktide.sink;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.Connection;
import io.stocktide.schemas.value.Connection.State;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.service.kafka.AdminAnswers;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.sink.async.Permits;
import io.stocktide.sink.async.Workers;
import io.stocktide.sink.connect.ConnectEvents;
import io.stocktide.sink.connect.Connecting;
import io.stocktide.sink.connect.ConnectionCheck;
import io.stocktide.sink.connect.Finding;
import io.stocktide.sink.connect.ShopTopics;
import io.stocktide.sink.connect.SubscriptionChange;
import io.stocktide.sink.connect.Subscriptions;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.gate.GateSettings;
import io.stocktide.sink.gate.ShopGates;
import io.stocktide.sink.load.LoadSettings;
import io.stocktide.sink.read.ShopReader;
import io.stocktide.sink.reconcile.Reconciliation;
import io.stocktide.sink.shopify.AccessTokens;
import io.stocktide.sink.shopify.CallClass;
import io.stocktide.sink.shopify.CallEvents;
import io.stocktide.sink.shopify.CostBudgets;
import io.stocktide.sink.shopify.RetrySettings;
import io.stocktide.sink.shopify.ShopifyCaller;
import io.stocktide.sink.shopify.ShopifyClient;
import io.stocktide.sink.shopify.ShopifySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;

/** Connects shops and looks after them from outside a running sink, one shop at a time, for a command. */
public final class ShopOffice implements AutoCloseable {
    /** What reading a catalog leaves of the shop's cost bucket to the sink, which delivers meanwhile. */
    private static final double KEEP_BACK = 0.5;

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final Map<String, String> kafka;
    private final ShopDirectory shops;
    private final InstantSource clock = InstantSource.system();
    private final Workers workers = new Workers("shops", 2);
    private final ShopifyCaller caller;
    private final Producer<String, byte[]> producer;
    private final FactWriter facts;
    private final ShopTopics topics;

    /** @param kafka properties of Kafka's clients, {@code bootstrap.servers} among them */
    public ShopOffice(Map<String, String> kafka, ShopDirectory shops, ShopifySettings shopify) {
        this.kafka = Map.copyOf(kafka);
        this.shops = shops;
        ShopifyClient client = new ShopifyClient(shopify, workers);
        CallClass calls = new CallClass(new Permits(4, workers), KEEP_BACK, CallEvents.UNCOUNTED);
        this.caller = new ShopifyCaller(
                client,
                new AccessTokens(shops, client, clock),
                new CostBudgets(),
                new ShopGates(GateSettings.defaults(), clock),
                RetrySettings.defaults(),
                workers,
                calls);
        Map<String, String> forBulk = new HashMap<>(kafka);
        // Facts come by the hundred here, and nobody waits for a single one.
        forBulk.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "5");
        forBulk.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, "60000");
        this.producer = KafkaClients.of(forBulk).producer();
        this.facts = new FactWriter(producer);
        this.topics = new ShopTopics(KafkaClients.of(this.kafka).consumer("stocktide-shops"), facts);
    }

    /** See {@link Connecting#run}. */
    public Connecting.Outcome connect(
            String shop, String webhookUrl, boolean reload, LoadSettings settings, ConnectEvents events) {
        return new Connecting(reader(shop), topics, facts, settings, events, clock).run(webhookUrl, reload);
    }

    /** How far each shop of the directory is; a shop that never was has none. */
    public Optional<Connection> connection(String shop) {
        return topics.connection(known(shop).shop());
    }

    /** See {@link ConnectionCheck#run}. */
    public List<Finding> check(String shop, int sample) {
        return new ConnectionCheck(reader(shop), topics).run(sample);
    }

    /**
     * Reads a connected shop again and writes what it holds as facts.
     *
     * @param since from when on changes are read; null for everything
     */
    public Reconciliation.Result reconcile(String shop, Instant since) {
        Reconciliation reconciliation =
                new Reconciliation(reader(shop), facts, LoadSettings.defaults().pageSize());
        return since == null ? reconciliation.sweep() : reconciliation.since(since);
    }

    /** Where the shop's ledger ends now. */
    public long ledgerEnd(String shop) {
        return topics.end(Topics.LEDGER, known(shop).shop());
    }

    /** Levels whose figure was corrected by what was read, since the ledger ended there. */
    public List<LedgerRow> mismatches(String shop, long ledgerFrom) {
        List<LedgerRow> found = new ArrayList<>();
        topics.scan(Topics.LEDGER, shop, ledgerFrom, ledgerEnd(shop), (key, entry) -> {
            if (entry != null && entry.cause().kind() == Cause.Kind.SNAPSHOT) {
                entry.rows().stream()
                        .filter(row -> row.kind() == LedgerRow.Kind.OBSERVED_NET)
                        .forEach(found::add);
            }
        });
        return found;
    }

    /** Removes our webhook subscriptions; those that were. What was loaded stays. */
    public List<SubscriptionChange> disconnect(String shop) {
        Connection connection = topics.connection(known(shop).shop())
                .filter(each -> each.state() != State.DISCONNECTED)
                .orElseThrow(() -> new ConfigException(shop + " is not connected"));
        Subscriptions subscriptions = new Subscriptions(reader(shop));
        List<SubscriptionChange> ours = subscriptions.ours(connection.webhookUrl());
        ours.forEach(change -> subscriptions.apply(change, connection.webhookUrl()));
        topics.write(
                new Connection(shop, State.DISCONNECTED, connection.webhookUrl(), connection.load(), clock.instant()));
        return ours;
    }

    /** How many facts of the shop's partition the topology has still to take in, of those that are there. */
    public long behind(String applicationId, String shop) {
        TopicPartition partition = topics.partition(Topics.SNAPSHOTS, shop);
        long end = topics.end(Topics.SNAPSHOTS, shop);
        try (Admin admin = Admin.create(new HashMap<>(kafka))) {
            OffsetAndMetadata committed = AdminAnswers.await(
                            admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata())
                    .get(partition);
            return Math.max(0, end - (committed == null ? 0 : committed.offset()));
        }
    }

    private ShopReader reader(String shop) {
        return new ShopReader(caller, known(shop).shop(), () -> false);
    }

    private ShopConfig known(String shop) {
        ShopConfig config =
                shops.find(shop).orElseThrow(() -> new ConfigException("the shops file names no shop '" + shop + "'"));
        if (!config.hasAdminAccess()) {
            throw new ConfigException("the shops file gives " + shop + " neither an admin token nor a clientId");
        }
        return config;
    }

    @Override
    public void close() {
        topics.close();
        producer.close(CLOSE);
        workers.close();
    }
}
