package io.stocktide.standalone.shops;

import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.service.shops.ShopConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a sink how the delivery to each shop stands. One that does not answer is asked once. */
public final class SyncStatuses {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final String sinkUrl;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private boolean away;

    public SyncStatuses(URI sinkUrl) {
        this.sinkUrl = sinkUrl.toString().replaceAll("/+$", "");
    }

    /** Whether the sink could not be reached. */
    public boolean isAway() {
        return away;
    }

    /** Empty where the sink does not tell. */
    public Optional<SyncStatus> of(ShopConfig shop) throws InterruptedException {
        if (away || shop.apiTokens().isEmpty()) {
            return Optional.empty();
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(sinkUrl + "/v1/shops/" + shop.shop() + "/sync"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + shop.apiTokens().get(0).reveal())
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200
                    ? Optional.of(Json.mapper().readValue(answer.body(), SyncStatus.class))
                    : Optional.empty();
        } catch (IOException e) {
            away = true;
            return Optional.empty();
        }
    }
}
