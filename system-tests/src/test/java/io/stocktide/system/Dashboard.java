package io.stocktide.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The dashboard for Grafana. */
record Dashboard(JsonNode json) {
    static Dashboard read() throws IOException {
        return new Dashboard(Json.mapper()
                .readTree(Path.of("../ops/grafana/dashboards/stocktide.json").toFile()));
    }

    /** All but rows. */
    List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        json.path("panels").forEach(panel -> {
            if (!panel.path("type").asText().equals("row")) {
                panels.add(panel);
            }
        });
        return panels;
    }

    List<String> queries() {
        return panels().stream()
                .flatMap(panel -> panel.findValuesAsText("expr").stream())
                .toList();
    }
}
