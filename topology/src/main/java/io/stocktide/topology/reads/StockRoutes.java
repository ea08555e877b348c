package io.stocktide.topology.reads;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.stocktide.schemas.rest.LedgerPage;
import io.stocktide.schemas.rest.OrderView;
import io.stocktide.schemas.rest.StockBatch;
import io.stocktide.schemas.rest.StockBatchRequest;
import io.stocktide.schemas.rest.StockPage;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.service.http.ProblemException;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The routes that read stock, its ledger, orders, and reservations. */
public final class StockRoutes implements Consumer<RoutesConfig> {
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MAX_SKU_LENGTH = 255;

    private static final int MAX_BATCH = 500;

    private final ShopReads reads;
    private final RenderedItems rendered = new RenderedItems();
    private final JsonBody<StockBatchRequest> batchBody =
            new JsonBody<>("stock-batch-request", StockBatchRequest.class, "bad-batch", "Bad batch");

    public StockRoutes(ShopReads reads) {
        this.reads = reads;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/v1/shops/{shop}/stock", reads.answering(StockRoutes::list));
        routes.post("/v1/shops/{shop}/stock:batchGet", reads.answeringBody(this::batch));
        routes.get("/v1/shops/{shop}/stock/{inventoryItemId}", reads.answering(this::item));
        routes.get("/v1/shops/{shop}/stock/{inventoryItemId}/ledger", reads.answering(StockRoutes::ledger));
        routes.get("/v1/shops/{shop}/orders/{orderId}", reads.answering(StockRoutes::order));
        routes.get("/v1/shops/{shop}/reservations/{id}", reads.answering(StockRoutes::reservation));
    }

    private static StockPage list(Context ctx, StockReads reads) {
        OptionalLong after = Cursor.read(ctx.queryParam("cursor"));
        int limit = Queries.limit(ctx);
        String sku = ctx.queryParam("sku");
        if (sku != null && (sku.isEmpty() || sku.length() > MAX_SKU_LENGTH || sku.indexOf('\0') >= 0)) {
            throw ProblemException.of(400, "bad-sku", "Bad SKU", "A SKU has 1 to " + MAX_SKU_LENGTH + " characters.");
        }
        String locationId = ctx.queryParam("locationId");
        StockFilter filter = new StockFilter(sku, locationId == null ? null : id(locationId, "A location's"));
        return reads.page(filter, after, limit);
    }

    private StockBatch batch(Context ctx, byte[] bytes, StockReads reads) {
        StockBatchRequest request = batchBody.parse(bytes);
        if (request.skus().size() + request.inventoryItemIds().size() > MAX_BATCH) {
            throw ProblemException.of(
                    400, "bad-batch", "Bad batch", "At most " + MAX_BATCH + " SKUs and ids together; ask twice.");
        }
        return reads.batch(request);
    }

    private Object item(Context ctx, StockReads reads) {
        byte[] state = reads.itemState(itemId(ctx)).orElseThrow(StockRoutes::unknownItem);
        String tag = ETags.of(state);
        return ETags.isKnown(ctx, tag)
                ? Queries.NOT_MODIFIED
                : rendered.render(reads.shop(), tag, reads.asOf(), asOf -> reads.view(state, asOf));
    }

    private static LedgerPage ledger(Context ctx, StockReads reads) {
        OptionalLong before = Cursor.read(ctx.queryParam("cursor"));
        LedgerFilter filter = new LedgerFilter(Queries.time(ctx, "since"), Queries.time(ctx, "until"));
        return reads.ledger(itemId(ctx), filter, before, Queries.limit(ctx)).orElseThrow(StockRoutes::unknownItem);
    }

    private static OrderView order(Context ctx, StockReads reads) {
        return reads.order(id(ctx.pathParam("orderId"), "An order's"))
                .orElseThrow(() -> ProblemException.of(
                        404, "unknown-order", "Unknown order", "No webhook of such an order has been taken in."));
    }

    private static Reservation reservation(Context ctx, StockReads reads) {
        return reads.reservation(reservationId(ctx)).orElseThrow(StockRoutes::unknownReservation);
    }

    private static UUID reservationId(Context ctx) {
        String id = ctx.pathParam("id");
        if (!UUID_TEXT.matcher(id).matches()) {
            throw ProblemException.of(400, "bad-id", "Bad id", "A reservation's id is a UUID.");
        }
        return UUID.fromString(id);
    }

    private static ProblemException unknownReservation() {
        return ProblemException.of(404, "unknown-reservation", "Unknown reservation", "The shop has no such one.");
    }

    private static long itemId(Context ctx) {
        return id(ctx.pathParam("inventoryItemId"), "An inventory item's");
    }

    private static long id(String id, String whose) {
        if (!ID.matcher(id).matches()) {
            throw ProblemException.of(400, "bad-id", "Bad id", whose + " id is a decimal number.");
        }
        return Long.parseLong(id);
    }

    private static ProblemException unknownItem() {
        return ProblemException.of(404, "unknown-item", "Unknown item", "The shop has no such inventory item.");
    }
}
