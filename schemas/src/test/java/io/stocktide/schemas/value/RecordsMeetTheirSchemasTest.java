package io.stocktide.schemas.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.rest.AlertPage;
import io.stocktide.schemas.rest.AsOf;
import io.stocktide.schemas.rest.DeadLetterPage;
import io.stocktide.schemas.rest.EventAccepted;
import io.stocktide.schemas.rest.ItemStock;
import io.stocktide.schemas.rest.JobAccepted;
import io.stocktide.schemas.rest.JobPage;
import io.stocktide.schemas.rest.LedgerPage;
import io.stocktide.schemas.rest.LevelStock;
import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.schemas.rest.OrderView;
import io.stocktide.schemas.rest.Overview;
import io.stocktide.schemas.rest.Problem;
import io.stocktide.schemas.rest.ReconcileRequest;
import io.stocktide.schemas.rest.RedriveRequest;
import io.stocktide.schemas.rest.RedriveResult;
import io.stocktide.schemas.rest.RedriveResults;
import io.stocktide.schemas.rest.RemovedLevel;
import io.stocktide.schemas.rest.ReservationRequest;
import io.stocktide.schemas.rest.ShopPage;
import io.stocktide.schemas.rest.StockBatch;
import io.stocktide.schemas.rest.StockBatchRequest;
import io.stocktide.schemas.rest.StockPage;
import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.schemas.rest.Trace;
import io.stocktide.schemas.rest.VerifyReport;
import io.stocktide.schemas.rest.WhoAmI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsMeetTheirSchemasTest {
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
    private static final long BIG = Long.MAX_VALUE;
    private static final String SHOP = "a-shop.myshopify.com";
    private static final String UUID = "7d1f9a36-7a11-4d3f-9a67-3f2f5f6f0b11";
    private static final BatchChange CHANGE = new BatchChange(BIG, 2, -2, null, null, 17, "pos-1");
    private static final StockLevel LEVEL =
            new StockLevel(SHOP, BIG, 2, "sku", 3L, 4L, -1, 5, -2, AT, StockLevel.Status.SYNCING);
    private static final LedgerRow ROW = new LedgerRow(1, BIG, 2L, LedgerRow.Kind.OBSERVED_NET, -1, -1, 3);
    private static final Cause CAUSE = new Cause(Cause.Kind.WEBHOOK, "w-1", "orders/create", "e-1", 9L);
    private static final AsOf AS_OF = new AsOf(3, BIG, 17L, AsOf.Role.STANDBY);
    private static final ItemStock ITEM =
            new ItemStock(SHOP, BIG, "sku", true, 3L, -1, 5, List.of(LevelStock.of(LEVEL, AS_OF)), AS_OF);

    private static final ReservationRequest REQUEST = new ReservationRequest(
            "cart-1",
            "market",
            60,
            List.of(new ReservationRequest.Line("s", null, null, 1), new ReservationRequest.Line(null, BIG, 2L, 3)));
    private static final Reservation RESERVATION = new Reservation(
            UUID,
            SHOP,
            "cart-1",
            "market",
            Reservation.Status.HELD,
            AT,
            AT,
            List.of(new ReservedLine("s", BIG, 2, 1)),
            List.of(new Shortfall(0, null, BIG, 2L, 3, 1, Shortfall.Reason.INSUFFICIENT)));

    private static final StockBatchRequest BATCH_REQUEST = new StockBatchRequest(List.of("sku"), List.of(5L));
    private static final StockBatch STOCK_BATCH =
            new StockBatch(List.of(ITEM), List.of("none"), List.of("many"), List.of("6"));
    private static final OrderView ORDER = new OrderView(
            SHOP,
            BIG,
            AT,
            71L,
            true,
            List.of(
                    new OrderView.Line(1, 31L, BIG, "sku", 2, 1, true, false),
                    new OrderView.Line(2, null, null, null, 0, 0, false, true)),
            List.of(new OrderView.Refund(900, AT, List.of(new OrderView.RefundedLine(1, 1, null, true)))),
            List.of(new OrderView.Edit(7, AT, List.of(new OrderView.AddedUnits(1, 1)))));

    private static final Trace.Place PLACE = new Trace.Place("webhooks", 3, BIG);

    private static final Redrive REDRIVE =
            new Redrive("3-1042", 2, AT, Redrive.Outcome.GONE, "m", "op-1", "webhooks", 3, 17L);
    private static final DeadLetter LETTER =
            new DeadLetter(SHOP, "malformed_json", "m", new DeadLetter.Origin("webhooks", 0, 1, "k"), 1, "d", AT);
    private static final CatalogLoad LOAD = new CatalogLoad(
            CatalogLoad.Method.BULK, AT, AT, 7, 50_000, 10, "c", "gid://shopify/BulkOperation/" + BIG, 12.5);
    private static final ListedDeadLetter LISTED = new ListedDeadLetter("3-1042", LETTER, true, List.of(REDRIVE));
    private static final RedriveResult REDRIVEN =
            new RedriveResult("3-1042", Redrive.Outcome.REDRIVEN, null, "webhooks", 3, 17L);

    private static final Audit AUDIT = new Audit(
            UUID,
            Audit.Stage.BEGUN,
            AT,
            SHOP,
            "topology",
            "pos-1",
            "operate",
            "POST",
            "/a/{id}",
            Map.of("id", "3-1"),
            null);

    private static final StockAlert ALERT =
            new StockAlert(SHOP, StockAlert.Kind.LOW_STOCK, BIG, 2L, "s", 3, 4L, CAUSE, AT);

    private static final SyncStatus STATUS = new SyncStatus(
            SHOP,
            SyncStatus.State.BREAKER_OPEN,
            7,
            3L,
            new SyncStatus.CostPoints(-1.5, null, 100),
            2.5,
            AT,
            30,
            AT,
            4L,
            AT);

    private static final Pulse.Counts COUNTS = new Pulse.Counts(1, 2, 3, 4, 5);
    private static final LatencyCounts LATENCY = new LatencyCounts(List.of(0L, 7L));
    private static final Pulse PULSE = new Pulse(
            "topology",
            "t-1",
            AT,
            5_000,
            "streams is STARTING",
            COUNTS,
            LATENCY,
            LATENCY,
            LATENCY,
            new Pulse.State(7, 8L, 0, 12, 3),
            Map.of(SHOP, 2L));

    private static final Job JOB =
            Job.requested(UUID, SHOP, Job.Kind.RECONCILE, "op-1", AT, AT).now(Job.State.FAILED, 3, 9L, AT, "m");

    private static Overview overview() {
        Overview.Percentiles percentiles = new Overview.Percentiles(1.5, 20);
        return new Overview(
                AT,
                new Overview.SystemFigures(
                        List.of(new Overview.Instance("ingest", "i-1", AT, false, "stopping")),
                        1,
                        2,
                        3,
                        4,
                        5,
                        percentiles,
                        percentiles,
                        percentiles,
                        6,
                        7L,
                        8,
                        9,
                        10),
                List.of(new Overview.Point(AT, 1, 2.0, 3.0, 4, 5, 6)),
                List.of(new Overview.Attention(SHOP, SyncStatus.State.SUSPENDED, "r", 1, 2.0)));
    }

    private static Trace trace() {
        DeliveredChange applied = new DeliveredChange(CHANGE, DeliveredChange.Status.APPLIED, 7, null, null);
        return new Trace(
                SHOP,
                "w-1",
                Trace.Kind.CHANNEL_EVENT,
                false,
                List.of("m"),
                List.of(
                        new Trace.Verdict(
                                AT, PLACE, "w-1", "applied", true, "orders/create", "e", "then", "t", "3-1042"),
                        new Trace.Verdict(AT, null, "w-1", null, false, null, null, null, null, null),
                        new Trace.Ledger(AT, PLACE, "w-1", BIG, UUID, List.of(ROW)),
                        new Trace.Sent(AT, PLACE, UUID, Batch.Kind.ADJUST, 3, 250, List.of(CHANGE)),
                        new Trace.Answer(AT, PLACE, UUID, Delivery.Outcome.APPLIED, AT, 2, List.of(applied)),
                        new Trace.Echo(AT, PLACE, "w-2", BIG, 2, -7),
                        new Trace.Died(AT, PLACE, "3-1042", "malformed_json", "m", 1, List.of(REDRIVE))));
    }

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("channel-event", event(ChannelEvent.Type.SALE, new ChannelLine("s", null, 2, null, 1))),
                Arguments.of("channel-event", event(ChannelEvent.Type.TRANSFER, new ChannelLine(null, BIG, 2, 3L, 1))),
                Arguments.of(
                        "channel-event", event(ChannelEvent.Type.THRESHOLD, new ChannelLine("s", null, null, null, 4))),
                Arguments.of(
                        "channel-event",
                        event(ChannelEvent.Type.THRESHOLD, new ChannelLine(null, BIG, 2L, null, null))),
                Arguments.of("stock-alert", ALERT),
                Arguments.of("alert-page", new AlertPage(List.of(ALERT))),
                Arguments.of(
                        "snapshot",
                        new Snapshot(SHOP, 1L, BIG, true, "s", true, AT, AT, true, List.of(new SnapshotLevel(2, -4)))),
                Arguments.of("snapshot", new Snapshot(SHOP, 1L, null, false, null, false, AT, AT, true, List.of())),
                Arguments.of(
                        "connection",
                        new Connection(SHOP, Connection.State.CONNECTED, "https://a.example/webhooks", LOAD, AT)),
                Arguments.of("connection", new Connection(SHOP, Connection.State.CONNECTING, null, null, AT)),
                Arguments.of("audit", AUDIT),
                Arguments.of("audit", AUDIT.ended(AT, 200)),
                Arguments.of("lookup", new Lookup(SHOP, 1L, null, Lookup.Reason.UNKNOWN_VARIANT, 0, AT)),
                Arguments.of("batch", new Batch(UUID, SHOP, Batch.Kind.ADJUST, 3, AT, List.of(CHANGE))),
                Arguments.of(
                        "batch",
                        new Batch(UUID, SHOP, Batch.Kind.SET, 4, AT, List.of(new BatchChange(1, 2, 0, 5, 4, 18, "c")))),
                Arguments.of("delivery", delivery()),
                Arguments.of("stock-level", LEVEL),
                Arguments.of("ledger-entry", new LedgerEntry(SHOP, CAUSE, AT, UUID, List.of(ROW))),
                Arguments.of(
                        "dead-letter",
                        new DeadLetter(
                                SHOP,
                                "malformed_json",
                                "m",
                                new DeadLetter.Origin("webhooks", 0, 1, "k"),
                                1,
                                null,
                                AT)),
                Arguments.of(
                        "erasure",
                        new Erasure(
                                SHOP, "w-1", Erasure.Kind.CUSTOMER_REDACT, BIG, List.of(BIG, 1L), null, 3, BIG, AT)),
                Arguments.of(
                        "erasure", new Erasure(SHOP, "w-1", Erasure.Kind.CUSTOMER_DATA, 7L, List.of(), BIG, 0, 0, AT)),
                Arguments.of("erasure", new Erasure(SHOP, "w-1", Erasure.Kind.SHOP_REDACT, null, null, null, 0, 0, AT)),
                Arguments.of("problem", new Problem("about:blank", "t", 400, "d")),
                Arguments.of("item-stock", ITEM),
                Arguments.of("stock-batch-request", BATCH_REQUEST),
                Arguments.of("stock-batch", STOCK_BATCH),
                Arguments.of("order-view", ORDER),
                Arguments.of("trace", trace()),
                Arguments.of("trace", new Trace(SHOP, "w-1", Trace.Kind.WEBHOOK, true, List.of(), List.of())),
                Arguments.of("stock-page", new StockPage(List.of(ITEM), "c")),
                Arguments.of(
                        "ledger-page", new LedgerPage(SHOP, BIG, 3, List.of(new LedgerPage.Row(ROW, CAUSE, AT)), null)),
                Arguments.of("reservation-request", REQUEST),
                Arguments.of("reservation", RESERVATION),
                Arguments.of(
                        "reservation-reply",
                        new ReservationReply(UUID, ReservationReply.Answer.HELD, true, 7, "f", RESERVATION)),
                Arguments.of(
                        "reservation-reply",
                        new ReservationReply(UUID, ReservationReply.Answer.UNKNOWN, false, 7, null, null)),
                Arguments.of("redrive", REDRIVE),
                Arguments.of("listed-dead-letter", LISTED),
                Arguments.of("dead-letter-page", new DeadLetterPage(List.of(LISTED), "c")),
                Arguments.of(
                        "redrive-request", new RedriveRequest("unknown_sku", "webhooks", AT, AT, 9, "c", UUID, true)),
                Arguments.of("redrive-result", REDRIVEN),
                Arguments.of("redrive-results", new RedriveResults(List.of(REDRIVEN), "c", UUID)),
                Arguments.of("replay", new Replay(UUID, "stocktide-topology", AT, AT)),
                Arguments.of(
                        "verify-report",
                        new VerifyReport(
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                List.of(new VerifyReport.Fault(VerifyReport.Kind.LEDGER_CHAIN, "a/1", "d")))),
                Arguments.of("sync-status", STATUS),
                Arguments.of("sync-status", SyncStatus.unknown(SHOP)),
                Arguments.of("pulse", PULSE),
                Arguments.of("pulse", new Pulse("ingest", "i", AT, 1, null, COUNTS, null, null, null, null, null)),
                Arguments.of("job", JOB),
                Arguments.of(
                        "job", new Job("r", null, Job.Kind.REPLAY, Job.State.RUNNING, 1, 2L, null, null, AT, AT, null)),
                Arguments.of("job-page", new JobPage(List.of(JOB))),
                Arguments.of("job-accepted", new JobAccepted(UUID)),
                Arguments.of("reconcile-request", new ReconcileRequest(true, 720)),
                Arguments.of("whoami", new WhoAmI("op-1", "operate", List.of("*"))),
                Arguments.of("shop-page", new ShopPage(List.of(STATUS), "c")),
                Arguments.of("overview", overview()),
                Arguments.of("overview", new Overview(AT, null, List.of(), List.of())),
                Arguments.of("event-accepted", new EventAccepted("k", 1, 2)),
                Arguments.of("removed-level", new RemovedLevel("s.myshopify.com", "4711", "71")));
    }

    private static ChannelEvent event(ChannelEvent.Type type, ChannelLine line) {
        return new ChannelEvent("k-1", type, "pos", AT, List.of(line));
    }

    private static Delivery delivery() {
        DeliveredChange row = new DeliveredChange(CHANGE, DeliveredChange.Status.REJECTED, 7, "INVALID_LOCATION", "m");
        return new Delivery(UUID, SHOP, Batch.Kind.ADJUST, 3, Delivery.Outcome.REFUSED, AT, 1, List.of(row));
    }

    @ParameterizedTest
    @MethodSource("records")
    void what_a_record_writes_is_valid_by_its_schema_and_reads_back_equal(String schema, Object value)
            throws Exception {
        JsonNode tree = Json.mapper().valueToTree(value);

        assertThat(SchemaValidator.of(schema).errorsIn(tree)).isEmpty();
        assertThat(Json.mapper().treeToValue(tree, value.getClass())).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_schema_knows_every_field_and_no_other(String schema, Object value) {
        JsonNode tree = Json.mapper().valueToTree(value);
        ((com.fasterxml.jackson.databind.node.ObjectNode) tree).put("surprise", 1);

        assertThat(SchemaValidator.of(schema).errorsIn(tree)).isNotEmpty();
    }
}
