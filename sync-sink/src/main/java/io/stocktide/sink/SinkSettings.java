package io.stocktide.sink;

import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.sink.delivery.DeliverySettings;
import io.stocktide.sink.gate.GateSettings;
import io.stocktide.sink.shopify.RetrySettings;
import io.stocktide.sink.shopify.ShopifySettings;
import java.time.Duration;
import java.util.Map;

/**
 * How the sink runs.
 *
 * @param kafka properties of Kafka's clients, {@code bootstrap.servers} among them
 * @param groupId the consumer group of the batches; look-ups have one of their own, {@code <groupId>-lookups}
 * @param http where {@code /livez}, {@code /readyz} and {@code /metrics} are served
 * @param stopGrace how long calls under way may take to finish once the sink stops
 * @param maxDeliveriesInFlight how many shops' mutations are under way at once; shops that wait for a retry do not count
 * @param maxLookupsInFlight the same for look-ups
 */
public record SinkSettings(
        Map<String, String> kafka,
        String groupId,
        HttpSettings http,
        ShopifySettings shopify,
        RetrySettings retry,
        GateSettings gate,
        DeliverySettings delivery,
        Duration stopGrace,
        int maxDeliveriesInFlight,
        int maxLookupsInFlight) {
    public SinkSettings {
        kafka = Map.copyOf(kafka);
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new ConfigException("the Kafka property bootstrap.servers is missing");
        }
        if (groupId.isBlank()) {
            throw new ConfigException("the consumer group's id is blank");
        }
        if (stopGrace.isNegative()) {
            throw new ConfigException("the grace for stopping must not be negative");
        }
        if (maxDeliveriesInFlight < 1 || maxLookupsInFlight < 1) {
            throw new ConfigException("at least one call must be allowed at once");
        }
    }

    /** Shopify itself, retries after 1, 2, 4, 8 s, 12 s to stop, 128 deliveries and 16 look-ups at once. */
    public static SinkSettings defaults(Map<String, String> kafka, HttpSettings http) {
        return new SinkSettings(
                kafka,
                "stocktide-sync-sink",
                http,
                ShopifySettings.defaults(),
                RetrySettings.defaults(),
                GateSettings.defaults(),
                DeliverySettings.defaults(),
                // A call that was just sent when the sink was told to stop has its whole timeout, and a bit to be
                // written down.
                Duration.ofSeconds(12),
                128,
                16);
    }

    public SinkSettings withGroupId(String id) {
        return new SinkSettings(
                kafka, id, http, shopify, retry, gate, delivery, stopGrace, maxDeliveriesInFlight, maxLookupsInFlight);
    }

    public SinkSettings withShopify(ShopifySettings other) {
        return new SinkSettings(
                kafka,
                groupId,
                http,
                other,
                retry,
                gate,
                delivery,
                stopGrace,
                maxDeliveriesInFlight,
                maxLookupsInFlight);
    }

    public SinkSettings withRetry(RetrySettings other) {
        return new SinkSettings(
                kafka,
                groupId,
                http,
                shopify,
                other,
                gate,
                delivery,
                stopGrace,
                maxDeliveriesInFlight,
                maxLookupsInFlight);
    }

    public SinkSettings withGate(GateSettings other) {
        return new SinkSettings(
                kafka,
                groupId,
                http,
                shopify,
                retry,
                other,
                delivery,
                stopGrace,
                maxDeliveriesInFlight,
                maxLookupsInFlight);
    }

    public SinkSettings withDelivery(DeliverySettings other) {
        return new SinkSettings(
                kafka,
                groupId,
                http,
                shopify,
                retry,
                gate,
                other,
                stopGrace,
                maxDeliveriesInFlight,
                maxLookupsInFlight);
    }

    public SinkSettings withStopGrace(Duration grace) {
        return new SinkSettings(
                kafka, groupId, http, shopify, retry, gate, delivery, grace, maxDeliveriesInFlight, maxLookupsInFlight);
    }
}
