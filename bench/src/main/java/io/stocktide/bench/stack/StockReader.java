package io.stocktide.bench.stack;

import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.StockPage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** Reads stock over REST, as everybody does. */
final class StockReader {
    private static final int PAGE = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    StockReader(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** What is available of each inventory item of a shop, in units. */
    Map<Long, Long> available(String shop) throws IOException, InterruptedException {
        Map<Long, Long> available = new HashMap<>();
        String cursor = "";
        while (cursor != null) {
            StockPage page = page(shop, cursor.isEmpty() ? "" : "&cursor=" + cursor);
            page.items().forEach(item -> available.put(item.inventoryItemId(), item.available()));
            cursor = page.nextCursor();
        }
        return available;
    }

    private StockPage page(String shop, String cursor) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + port + "/v1/shops/" + shop + "/stock?limit=" + PAGE + cursor);
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("stock of " + shop + " cannot be read: " + answer.statusCode());
        }
        return Json.mapper().readValue(answer.body(), StockPage.class);
    }
}
