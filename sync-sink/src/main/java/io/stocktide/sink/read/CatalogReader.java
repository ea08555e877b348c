package io.stocktide.sink.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.sink.shopify.Gid;
import io.stocktide.sink.shopify.ShopifyAnswer;
import io.stocktide.sink.shopify.ShopifyError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all variants of a shop with their items and levels, a page at a time. Throws {@link ReadFailed}. */
public final class CatalogReader {
    /** What the document itself asks for; Shopify refuses pages of more than 250. */
    public static final int MAX_PAGE = 250;

    private final ShopReader shop;
    private int pageSize;

    /** @param pageSize variants in a query; halved for good where Shopify says that one costs too much */
    public CatalogReader(ShopReader shop, int pageSize) {
        this.shop = shop;
        this.pageSize = pageSize;
    }

    /** How many variants the shop has. */
    public long count() {
        return shop.ask(CatalogDocuments.count()).payload().path("count").asLong();
    }

    /** @param cursor where to go on; null for the first page */
    public CatalogPage read(String cursor) {
        double before = shop.costPoints();
        ShopifyAnswer answer = shop.askUnlessTooCostly(CatalogDocuments.page(pageSize, cursor));
        while (answer == null) {
            if (pageSize == 1) {
                throw new ReadFailed(ShopifyError.MAX_COST_EXCEEDED, "even one variant costs more than a query may");
            }
            pageSize = (pageSize + 1) / 2;
            answer = shop.askUnlessTooCostly(CatalogDocuments.page(pageSize, cursor));
        }
        JsonNode page = answer.payload().path("pageInfo");
        String next =
                page.path("hasNextPage").asBoolean() ? page.path("endCursor").textValue() : null;
        return new CatalogPage(variants(answer), next, shop.costPoints() - before);
    }

    private List<VariantState> variants(ShopifyAnswer answer) {
        ReadWindow window = ReadWindow.of(answer)
                .orElseThrow(() -> new ReadFailed(ShopifyError.UNREADABLE, "the answer has no Date"));
        List<VariantState> variants = new ArrayList<>();
        Map<String, Long> unfinished = new HashMap<>();
        for (JsonNode node : answer.payload().path("nodes")) {
            long variantId = Gid.number(node.path("id").asText());
            Optional<ItemPage> page = ItemPage.in(node, window);
            page.filter(item -> item.cursor() == null)
                    .flatMap(item -> item.asNode(true).item())
                    .ifPresent(item -> variants.add(new VariantState(variantId, item)));
            page.filter(item -> item.cursor() != null).ifPresent(item -> unfinished.put(item.gid(), variantId));
        }
        shop.items(unfinished.keySet())
                .forEach((gid, state) ->
                        state.item().ifPresent(item -> variants.add(new VariantState(unfinished.get(gid), item))));
        return variants;
    }
}
