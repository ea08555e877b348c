package io.stocktide.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every value is described, in the schema and in the README, and has a default. */
class ValuesTableTest {
    private static final JsonNode VALUES = Chart.yaml(Chart.text(Chart.DIRECTORY.resolve("values.yaml")));
    private static final JsonNode SCHEMA = Chart.yaml(Chart.text(Chart.DIRECTORY.resolve("values.schema.json")));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z.]+)` \\| `?(.*?)`? \\|");

    @Test
    void theReadmesTableHasEachValueOnceWithItsDefault() {
        List<String> rows = ROW.matcher(Chart.text(Chart.DIRECTORY.resolve("README.md")))
                .results()
                .map(each -> each.group(1) + " = " + each.group(2))
                .toList();

        assertThat(rows).containsExactlyInAnyOrderElementsOf(leaves("", VALUES, SCHEMA));
    }

    @Test
    void theSchemaDescribesEachValueThatHasADefaultAndNoOther() {
        assertThat(described("", SCHEMA)).containsExactlyInAnyOrderElementsOf(names("", VALUES, SCHEMA));
    }

    private static List<String> leaves(String path, JsonNode value, JsonNode schema) {
        List<String> found = new ArrayList<>();
        value.properties().forEach(each -> {
            String here = path.isEmpty() ? each.getKey() : path + "." + each.getKey();
            JsonNode inner = schema.path("properties").path(each.getKey());
            if (inner.has("properties")) {
                found.addAll(leaves(here, each.getValue(), inner));
            } else {
                found.add(here + " = " + shown(each.getValue()));
            }
        });
        return found;
    }

    /** Long ones are only named. */
    private static String shown(JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.length() > 40 ? "see values.yaml" : text;
    }

    private static List<String> names(String path, JsonNode value, JsonNode schema) {
        List<String> found = new ArrayList<>();
        value.properties().forEach(each -> {
            String here = path + "/" + each.getKey();
            found.add(here);
            JsonNode inner = schema.path("properties").path(each.getKey());
            if (inner.has("properties")) {
                found.addAll(names(here, each.getValue(), inner));
            }
        });
        return found;
    }

    private static List<String> described(String path, JsonNode schema) {
        List<String> found = new ArrayList<>();
        schema.path("properties").properties().forEach(each -> {
            String here = path + "/" + each.getKey();
            if (!here.equals("/global")
                    && !each.getValue().path("description").asText().isBlank()) {
                found.add(here);
            }
            found.addAll(described(here, each.getValue()));
        });
        return found;
    }
}
