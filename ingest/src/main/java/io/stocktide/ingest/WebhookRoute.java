package io.stocktide.ingest;

import io.javalin.http.Context;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.http.BoundedBody;
import io.stocktide.service.http.ProblemException;
import io.stocktide.service.shops.ShopDirectory;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * {@code POST /webhooks}. What costs least is checked first, so that a caller who is not Shopify learns little and
 * causes little work:
 *
 * <ol>
 *   <li>429: too much under way already, before anything is read;
 *   <li>400: the four required headers;
 *   <li>415: the content type;
 *   <li>404: the shop, without which there is no secret to check with;
 *   <li>413, 408, 400: the body, bounded in size and time;
 *   <li>401: the signature, over the raw bytes. Until it fits, nothing looks into the body, and after it nothing does
 *       either: malformed JSON is Shopify's word too, and the topology's to judge;
 *   <li>429, 503: Kafka.
 * </ol>
 */
final class WebhookRoute implements Intake.Route {
    private final ShopDirectory shops;
    private final WebhookSignatures signatures;
    private final Appender appender;
    private final InputMetrics metrics;
    private final Traces traces;
    private final int maxBodyBytes;

    WebhookRoute(ShopDirectory shops, Appender appender, InputMetrics metrics, Traces traces, int maxBodyBytes) {
        this.shops = shops;
        this.signatures = new WebhookSignatures(shops);
        this.appender = appender;
        this.metrics = metrics;
        this.traces = traces;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** 200 with no body once Kafka has the webhook. */
    @Override
    public CompletableFuture<Void> answer(Context ctx, Arrival arrival) {
        ShopifyHeaders headers = ShopifyHeaders.of(ctx.req());
        arrival.labelled(WebhookTopics.label(headers.topic()));
        JsonContent.require(ctx);
        if (shops.find(headers.shop()).isEmpty()) {
            throw ProblemException.of(404, "unknown-shop", "Unknown shop", "No such shop is configured here.");
        }
        arrival.names(headers.shop(), headers.webhookId(), headers.eventId());
        ProducerRecord<String, byte[]> record = record(headers, signedBody(ctx, headers));
        traces.carry(ctx, record, arrival);
        return appender.append(record, metrics.acks()).thenAccept(metadata -> ctx.status(200));
    }

    private byte[] signedBody(Context ctx, ShopifyHeaders headers) {
        byte[] body = BoundedBody.read(ctx, maxBodyBytes);
        if (!signatures.fits(headers.shop(), body, headers.hmac())) {
            throw ProblemException.of(401, "bad-signature", "Unauthorized", "The signature does not fit the body.");
        }
        return body;
    }

    private static ProducerRecord<String, byte[]> record(ShopifyHeaders headers, byte[] body) {
        String key = Keys.of(headers.shop(), headers.webhookId());
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.WEBHOOKS.name(), key, body);
        headers.addTo(record.headers());
        return record;
    }
}
