package io.stocktide.standalone.verify;

import io.stocktide.service.shops.ConfigException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What is verified, and how long it may take to agree.
 *
 * @param kafka properties of Kafka's clients
 * @param applicationId the topology's, whose offsets and memory of webhooks are looked at
 * @param shop null for all
 * @param since batches and webhooks of before are left out; null for none
 * @param webhookMemory how long the topology remembers webhooks, in record time
 * @param patience how long to read on where topics disagree, for each partition and rule: what is written in one
 *     transaction is seen on one topic before the other
 * @param inFlight after how long a batch without a delivery is told of
 * @param limit how many faults are told one by one
 */
public record VerifySettings(
        Map<String, String> kafka,
        String applicationId,
        String shop,
        Instant since,
        Duration webhookMemory,
        Duration patience,
        Duration inFlight,
        int limit) {
    public VerifySettings {
        kafka = Map.copyOf(kafka);
        if (patience.isNegative() || inFlight.isNegative() || limit < 0) {
            throw new ConfigException("--timeout-seconds, --in-flight-minutes and --limit must be 0 or more");
        }
        if (applicationId.isBlank()) {
            throw new ConfigException("--application-id must not be blank");
        }
    }

    /** Where the ids of webhooks are that were judged. */
    String changelog() {
        return applicationId + "-seen-webhooks-changelog";
    }

    boolean covers(String key) {
        return shop == null || key.startsWith(shop + '/');
    }
}
