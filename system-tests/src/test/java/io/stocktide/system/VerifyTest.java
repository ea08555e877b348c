package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.stocktide.schemas.rest.VerifyReport;
import io.stocktide.schemas.rest.VerifyReport.Fault;
import io.stocktide.schemas.rest.VerifyReport.Kind;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.standalone.cli.Stocktide;
import io.stocktide.standalone.verify.Verification;
import io.stocktide.standalone.verify.VerifySettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class VerifyTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    private Stack stack;

    @BeforeEach
    void traffic() {
        stack = new Stack(
                dir,
                2,
                config -> config.seed(11).skus(15).orders(150).channelSales(60).manualEdits(5));
        stack.simulator().startTraffic();
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    private VerifyReport report(String shop) {
        VerifySettings settings = new VerifySettings(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                "stocktide-topology",
                shop,
                null,
                Duration.ofHours(48),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                10);
        return Verification.run(settings, Instant.now(), say -> {});
    }

    private void awaitQuiet() throws InterruptedException {
        await().atMost(SOON).until(() -> stack.simulator().progress().quiet());
        assertThat(stack.agreement().agrees()).isTrue();
    }

    @Test
    void the_books_are_right_while_there_is_traffic_and_after_it() throws Exception {
        await().atMost(SOON).until(() -> stack.verdicts().getOrDefault("applied", 0.0) > 50);
        assertThat(report(null).faults()).isEmpty();

        awaitQuiet();

        VerifyReport report = report(null);
        assertThat(report.faults()).isEmpty();
        assertThat(report.booksAreRight()).isTrue();
        assertThat(report.itemsCompared()).isGreaterThan(20);
        assertThat(report.mutationRows()).isPositive();
        assertThat(report.webhooksJudged()).isGreaterThan(150);
        assertThat(report.webhooksWaiting()).isZero();
        assertThat(report.batchesInFlight()).isZero();
        assertThat(stack.gauge("stocktide.ledger.mismatches")).isZero();
    }

    @Test
    void forged_records_are_named_and_fail_the_command_also_once_the_stack_is_stopped() throws Exception {
        awaitQuiet();
        assertThat(verify("--bootstrap-servers", stack.bootstrapServers())).isZero();

        try (TopicWriter forger = TopicWriter.to(stack.bootstrapServers())) {
            forger.write("ledger", SHOP + "/forged", forgedRow());
            forger.write("ledger", SHOP + "/no-entry", "[]");
        }

        VerifyReport report = report(null);
        assertThat(report.faults())
                .extracting(Fault::kind, Fault::key)
                .containsExactlyInAnyOrder(
                        tuple(
                                Kind.LEDGER_CHAIN,
                                SHOP + "/item/" + Sales.item(stack).id()),
                        tuple(Kind.UNREADABLE, SHOP + "/no-entry"));
        assertThat(report("shop-2.myshopify.com").faults()).isEmpty();
        assertThat(verify("--bootstrap-servers", stack.bootstrapServers(), "--json"))
                .isEqualTo(1);

        assumeFalse(ContainerBroker.isWanted(), "a container's data are not in the directory");
        stack.stopLocal();
        assertThat(verify("--data-dir", dir.toString())).isEqualTo(1);
        assertThat(verify("--data-dir", dir.toString(), "--shop", "shop-2.myshopify.com"))
                .isZero();
        stack.startLocal();
        assertThat(verify("--data-dir", dir.toString()))
                .as("while it is in use")
                .isEqualTo(2);
    }

    private static int verify(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "verify";
        System.arraycopy(args, 0, all, 1, args.length);
        return Stocktide.run(all);
    }

    /** A unit vanishes from an item's ledger. */
    private String forgedRow() {
        LedgerRow row = new LedgerRow(9_999, Sales.item(stack).id(), 71L, LedgerRow.Kind.ADJUSTMENT, -1, -1, 0);
        Cause cause = new Cause(Cause.Kind.WEBHOOK, "forged", "inventory_levels/update", null, null);
        LedgerEntry entry = new LedgerEntry(SHOP, cause, Instant.now(), null, List.of(row));
        byte[] json = Topics.LEDGER.valueSerde().serializer().serialize(Topics.LEDGER.name(), entry);
        return new String(json, StandardCharsets.UTF_8);
    }
}
