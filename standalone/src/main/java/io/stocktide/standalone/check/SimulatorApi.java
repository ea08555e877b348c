package io.stocktide.standalone.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The simulator's control API. */
public final class SimulatorApi {
    private final HttpJson http = new HttpJson();
    private final String url;

    public SimulatorApi(String url) {
        this.url = url;
    }

    JsonNode truth() throws IOException, InterruptedException {
        return http.get(url + "/truth", null).get("shops");
    }

    /** How many levels of Shopify's are not the sum of what happened to them. */
    int unexpected() throws IOException, InterruptedException {
        return http.get(url + "/expectations", null).get("mismatches").size();
    }

    /** Whether no webhook and no marketplace event is on its way. */
    boolean nothingUnderWay() throws IOException, InterruptedException {
        JsonNode progress = http.get(url + "/progress", null);
        return progress.get("webhooksPending").asLong() == 0
                && progress.get("channelSalesPending").asLong() == 0;
    }

    void pause() throws IOException, InterruptedException {
        http.post(url + "/traffic/pause");
    }

    void resume() throws IOException, InterruptedException {
        http.post(url + "/traffic/resume");
    }
}
