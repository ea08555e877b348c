package io.stocktide.sink.connect;

import io.stocktide.sink.read.ShopReader;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a shop must let the app do. */
public final class Scopes {
    /** Variants; items and levels; setting levels; closed locations; order webhooks. */
    private static final List<String> NEEDED =
            List.of("read_products", "read_inventory", "write_inventory", "read_locations", "read_orders");

    private Scopes() {}

    /** What the shop has granted. Throws {@link io.stocktide.sink.read.ReadFailed}. */
    public static List<String> granted(ShopReader shop) {
        return StreamSupport.stream(
                        shop.ask(AppDocuments.scopes())
                                .payload()
                                .path("accessScopes")
                                .spliterator(),
                        false)
                .map(scope -> scope.path("handle").asText())
                .toList();
    }

    /** Those that are needed and not granted; leave to write is leave to read. */
    public static List<String> missing(Collection<String> granted) {
        return NEEDED.stream()
                .filter(needed ->
                        Stream.of(needed, needed.replace("read_", "write_")).noneMatch(granted::contains))
                .toList();
    }
}
