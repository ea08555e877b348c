package io.stocktide.sink.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.sink.shopify.Gid;
import io.stocktide.sink.shopify.ShopifyError;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the lines of a bulk operation's result together again: a variant with its item, and the levels that follow it
 * and name it or its item as their parent. Holds one variant at a time.
 */
public final class BulkLines {
    private final BufferedReader lines;
    private final ReadWindow window;
    private JsonNode ahead;

    /** @param status of the completed operation: its figures were true some time while it ran */
    public BulkLines(BufferedReader lines, BulkStatus status) throws IOException {
        this.lines = lines;
        this.window = new ReadWindow(status.from(), status.until());
        this.ahead = line();
    }

    /** The next variant; empty at the end. Throws {@link ReadFailed} where the file is not what was asked for. */
    public Optional<VariantState> next() throws IOException {
        if (ahead == null) {
            return Optional.empty();
        }
        JsonNode variant = ahead;
        JsonNode item = variant.path("inventoryItem");
        if (variant.has("__parentId") || !item.hasNonNull("id")) {
            throw new ReadFailed(ShopifyError.UNREADABLE, "a line of the bulk result is no variant");
        }
        boolean tracked = item.path("tracked").asBoolean();
        List<LevelState> levels = new ArrayList<>();
        for (ahead = line(); ahead != null && ahead.has("__parentId"); ahead = line()) {
            requireParent(variant, item);
            if (ahead.path("isActive").asBoolean(true)) {
                levels.add(ItemPage.level(ahead, tracked));
            }
        }
        return new ItemPage(item, window, levels, null)
                .asNode(true)
                .item()
                .map(state -> new VariantState(Gid.number(variant.path("id").asText()), state));
    }

    private void requireParent(JsonNode variant, JsonNode item) {
        JsonNode parent = ahead.path("__parentId");
        if (!parent.equals(variant.path("id")) && !parent.equals(item.path("id"))) {
            throw new ReadFailed(ShopifyError.UNREADABLE, "the bulk result is not grouped by variant");
        }
    }

    private JsonNode line() throws IOException {
        String text = lines.readLine();
        return text == null ? null : Json.mapper().readTree(text);
    }
}
