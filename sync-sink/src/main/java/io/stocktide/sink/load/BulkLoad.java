package io.stocktide.sink.load;

import io.stocktide.schemas.value.CatalogLoad;
import io.stocktide.service.log.Muted;
import io.stocktide.sink.read.BulkCatalog;
import io.stocktide.sink.read.BulkLines;
import io.stocktide.sink.read.BulkStatus;
import io.stocktide.sink.read.ReadFailed;
import io.stocktide.sink.read.VariantState;
import io.stocktide.sink.shopify.ShopifyError;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A load by one bulk operation: begun or taken up again, awaited, and its file written as facts. */
final class BulkLoad {
    private static final Logger LOG = LoggerFactory.getLogger(BulkLoad.class);

    /** Variants between two entries of the journal. */
    private static final int AT_A_TIME = 500;

    private final BulkCatalog bulk;
    private final SnapshotWriter writer;
    private final LoadSettings settings;
    private final LoadJournal journal;
    private final InstantSource clock;
    private int failures;

    BulkLoad(BulkCatalog bulk, SnapshotWriter writer, LoadSettings settings, LoadJournal journal, InstantSource clock) {
        this.bulk = bulk;
        this.writer = writer;
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
    }

    CatalogLoad run(Tally tally) {
        while (true) {
            BulkStatus status = await(tally);
            if (!status.isCompleted()) {
                failed("the bulk operation ended as " + status.status() + " " + status.errorCode(), null);
                journal.reached(tally.restart());
            } else if (status.url().isEmpty() || fetch(status, status.url().get(), tally)) {
                CatalogLoad ended = tally.ended(clock.instant());
                journal.reached(ended);
                return ended;
            }
        }
    }

    private BulkStatus await(Tally tally) {
        if (tally.load().bulkOperationId() == null) {
            journal.reached(tally.operation(begin(tally)));
        }
        String id = tally.load().bulkOperationId();
        BulkStatus status = bulk.status(id);
        while (status.isUnderWay()) {
            journal.shopifyReads(status.variants(), tally.load().variantsExpected());
            LockSupport.parkNanos(settings.poll().toNanos());
            status = bulk.status(id);
        }
        return status;
    }

    /** Others may have as many under way as Shopify allows, for as long as theirs take. */
    private String begin(Tally tally) {
        Optional<String> id = bulk.start();
        while (id.isEmpty()) {
            journal.shopifyReads(0, tally.load().variantsExpected());
            id = bulk.start();
        }
        return id.get();
    }

    /** Whether the file was read to its end. */
    private boolean fetch(BulkStatus status, URI url, Tally tally) {
        long before = tally.load().variantsRead();
        try (BulkFile file = BulkFile.open(url, settings.stall())) {
            BulkLines lines = new BulkLines(file.lines(), status);
            for (long skipped = 0; skipped < before; skipped++) {
                var unused = lines.next();
            }
            List<VariantState> some = some(lines);
            while (!some.isEmpty()) {
                writer.write(some);
                journal.reached(tally.lines(some.size()));
                some = some(lines);
            }
            return true;
        } catch (IOException e) {
            if (tally.load().variantsRead() > before) {
                failures = 0;
            }
            failed("the bulk operation's file could not be read to its end: " + e.getMessage(), e);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            return false;
        }
    }

    private static List<VariantState> some(BulkLines lines) throws IOException {
        List<VariantState> some = new ArrayList<>();
        while (some.size() < AT_A_TIME) {
            Optional<VariantState> next = lines.next();
            if (next.isEmpty()) {
                break;
            }
            some.add(next.get());
        }
        return some;
    }

    private void failed(String message, Exception cause) {
        LOG.atWarn().setCause(Muted.of(cause)).log(message);
        if (++failures >= settings.attempts()) {
            throw new ReadFailed(ShopifyError.UNREADABLE, message);
        }
    }
}
