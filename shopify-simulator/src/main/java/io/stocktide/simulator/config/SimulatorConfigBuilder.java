package io.stocktide.simulator.config;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Flat access to every setting; what is not set keeps the value of its field here. Bounds are checked by build. */
public final class SimulatorConfigBuilder {
    private long seed = 1;
    private String host = "127.0.0.1";
    private int port = 0;
    private Clock clock = Clock.systemUTC();
    private List<String> domains = ShopsConfig.numbered(1);
    private int skus = 100;
    private int locations = 2;
    private long orders = 100;
    private double ordersPerSecond = 0;
    private double cancelShare = 0.05;
    private double refundShare = 0.08;
    private double editShare = 0.05;
    private double fulfilShare = 0.60;
    private long manualEdits = 10;
    private long channelSales = 50;
    private double plainSaleShare = 0.85;
    private URI webhookUrl = URI.create("http://127.0.0.1:8080/webhooks");
    private String webhookSecret = "simulated-client-secret";
    private String apiVersion = "2026-10";
    private double duplicateShare = 0.10;
    private double reorderShare = 0.20;
    private long maxReorderDelayMillis = 500;
    private List<Duration> retryDelays = Stream.of(500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toList();
    private Duration webhookTimeout = Duration.ofSeconds(5);
    private int maxInFlight = 16;
    private int maxBacklog = 2_000;
    private URI channelUrl = URI.create("http://127.0.0.1:8080");
    private UnaryOperator<String> channelToken;
    private int channelMaxInFlight = 4;
    private int channelMaxBacklog = 500;
    private UnaryOperator<String> adminToken;
    private double maximumAvailable = 2_000;
    private double restoreRate = 100;
    private boolean staleOnReplay = false;
    private Duration keyLifetime = Duration.ofHours(24);
    private FaultTimes faultTimes = FaultTimes.defaults();
    private Function<String, List<String>> scopes = shop -> AppConfig.ALL_SCOPES;
    private String clientId = "simulated-client-id";
    private Duration tokenLifetime = Duration.ofSeconds(86_399);
    private boolean connected = true;
    private boolean loopbackWebhooks = false;

    SimulatorConfigBuilder() {}

    /** Checks every setting; {@link IllegalArgumentException} names the one that is out of bounds. */
    public SimulatorConfig build() {
        return new SimulatorConfig(
                seed,
                host,
                port,
                clock,
                new ShopsConfig(domains, skus, locations),
                new TrafficConfig(
                        orders,
                        ordersPerSecond,
                        cancelShare,
                        refundShare,
                        editShare,
                        fulfilShare,
                        manualEdits,
                        channelSales,
                        plainSaleShare),
                new WebhookConfig(
                        webhookUrl,
                        webhookSecret,
                        apiVersion,
                        duplicateShare,
                        reorderShare,
                        maxReorderDelayMillis,
                        retryDelays,
                        webhookTimeout,
                        maxInFlight,
                        maxBacklog),
                new ChannelConfig(channelUrl, orDerived(channelToken, "mkt_"), channelMaxInFlight, channelMaxBacklog),
                new AdminConfig(
                        orDerived(adminToken, "shpat_"),
                        maximumAvailable,
                        restoreRate,
                        staleOnReplay,
                        keyLifetime,
                        faultTimes),
                new AppConfig(scopes, clientId, tokenLifetime, connected, loopbackWebhooks));
    }

    private UnaryOperator<String> orDerived(UnaryOperator<String> chosen, String prefix) {
        long fixedSeed = seed;
        return chosen != null ? chosen : shop -> SimulatorConfig.derivedToken(prefix, fixedSeed, shop);
    }

    public SimulatorConfigBuilder seed(long value) {
        this.seed = value;
        return this;
    }

    public SimulatorConfigBuilder host(String value) {
        this.host = value;
        return this;
    }

    public SimulatorConfigBuilder port(int value) {
        this.port = value;
        return this;
    }

    /** Shopify's clock; tests that need time to pass bring their own. */
    public SimulatorConfigBuilder clock(Clock value) {
        this.clock = value;
        return this;
    }

    /** The shops by domain. */
    public SimulatorConfigBuilder domains(List<String> value) {
        this.domains = value;
        return this;
    }

    public SimulatorConfigBuilder skus(int value) {
        this.skus = value;
        return this;
    }

    public SimulatorConfigBuilder locations(int value) {
        this.locations = value;
        return this;
    }

    /** Orders over all shops; 0 is endless. */
    public SimulatorConfigBuilder orders(long value) {
        this.orders = value;
        return this;
    }

    /** 0 goes as fast as the backlog allows. */
    public SimulatorConfigBuilder ordersPerSecond(double value) {
        this.ordersPerSecond = value;
        return this;
    }

    public SimulatorConfigBuilder cancelShare(double value) {
        this.cancelShare = value;
        return this;
    }

    public SimulatorConfigBuilder refundShare(double value) {
        this.refundShare = value;
        return this;
    }

    public SimulatorConfigBuilder editShare(double value) {
        this.editShare = value;
        return this;
    }

    public SimulatorConfigBuilder fulfilShare(double value) {
        this.fulfilShare = value;
        return this;
    }

    public SimulatorConfigBuilder manualEdits(long value) {
        this.manualEdits = value;
        return this;
    }

    /** Marketplace events of every type. */
    public SimulatorConfigBuilder channelSales(long value) {
        this.channelSales = value;
        return this;
    }

    public SimulatorConfigBuilder plainSaleShare(double value) {
        this.plainSaleShare = value;
        return this;
    }

    public SimulatorConfigBuilder webhookUrl(URI value) {
        this.webhookUrl = value;
        return this;
    }

    public SimulatorConfigBuilder webhookSecret(String value) {
        this.webhookSecret = value;
        return this;
    }

    public SimulatorConfigBuilder apiVersion(String value) {
        this.apiVersion = value;
        return this;
    }

    public SimulatorConfigBuilder duplicateShare(double value) {
        this.duplicateShare = value;
        return this;
    }

    public SimulatorConfigBuilder reorderShare(double value) {
        this.reorderShare = value;
        return this;
    }

    public SimulatorConfigBuilder maxReorderDelayMillis(long value) {
        this.maxReorderDelayMillis = value;
        return this;
    }

    /** One pause before each retry; an empty list never retries. */
    public SimulatorConfigBuilder retryDelays(List<Duration> value) {
        this.retryDelays = value;
        return this;
    }

    public SimulatorConfigBuilder webhookTimeout(Duration value) {
        this.webhookTimeout = value;
        return this;
    }

    public SimulatorConfigBuilder maxInFlight(int value) {
        this.maxInFlight = value;
        return this;
    }

    public SimulatorConfigBuilder maxBacklog(int value) {
        this.maxBacklog = value;
        return this;
    }

    public SimulatorConfigBuilder channelUrl(URI value) {
        this.channelUrl = value;
        return this;
    }

    /** Bearer token by shop domain. */
    public SimulatorConfigBuilder channelTokens(UnaryOperator<String> value) {
        this.channelToken = value;
        return this;
    }

    public SimulatorConfigBuilder channelMaxInFlight(int value) {
        this.channelMaxInFlight = value;
        return this;
    }

    public SimulatorConfigBuilder channelMaxBacklog(int value) {
        this.channelMaxBacklog = value;
        return this;
    }

    /** Access token by shop domain; by default {@code shpat_…} derived from seed and domain. */
    public SimulatorConfigBuilder adminTokens(UnaryOperator<String> value) {
        this.adminToken = value;
        return this;
    }

    public SimulatorConfigBuilder maximumAvailable(double value) {
        this.maximumAvailable = value;
        return this;
    }

    public SimulatorConfigBuilder restoreRate(double value) {
        this.restoreRate = value;
        return this;
    }

    /** The cost bucket of every shop, by its plan. */
    public SimulatorConfigBuilder plan(Plan value) {
        return maximumAvailable(value.maximumPoints()).restoreRate(value.pointsPerSecond());
    }

    public SimulatorConfigBuilder keyLifetime(Duration value) {
        this.keyLifetime = value;
        return this;
    }

    public SimulatorConfigBuilder faultTimes(FaultTimes value) {
        this.faultTimes = value;
        return this;
    }

    public SimulatorConfigBuilder staleOnReplay(boolean value) {
        this.staleOnReplay = value;
        return this;
    }

    /** Access scopes by shop domain; by default all that syncing stock asks for. */
    public SimulatorConfigBuilder scopes(Function<String, List<String>> value) {
        this.scopes = value;
        return this;
    }

    public SimulatorConfigBuilder clientId(String value) {
        this.clientId = value;
        return this;
    }

    public SimulatorConfigBuilder tokenLifetime(Duration value) {
        this.tokenLifetime = value;
        return this;
    }

    public SimulatorConfigBuilder connected(boolean value) {
        this.connected = value;
        return this;
    }

    public SimulatorConfigBuilder loopbackWebhooks(boolean value) {
        this.loopbackWebhooks = value;
        return this;
    }

    /** That many shops, {@code shop-1.myshopify.com} and on. */
    public SimulatorConfigBuilder shops(int count) {
        return domains(ShopsConfig.numbered(count));
    }

    /** The same access token for every shop. */
    public SimulatorConfigBuilder adminToken(String token) {
        return adminTokens(shop -> token);
    }

    /** The same bearer token for every shop. */
    public SimulatorConfigBuilder channelToken(String token) {
        return channelTokens(shop -> token);
    }
}
