package io.stocktide.sink.reconcile;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Job;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.sink.async.WorkStopped;
import io.stocktide.sink.facts.FactWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reading that an operator has asked for; whoever asked can follow it on the topic {@code jobs}. */
final class AskedReading implements Reconciliation.Progress {
    private static final Logger LOG = LoggerFactory.getLogger(AskedReading.class);

    private final FactWriter facts;
    private final InstantSource clock;
    private final BooleanSupplier isOurs;
    private Job job;

    /** @param isOurs whether the shop is still this instance's */
    AskedReading(Job job, FactWriter facts, InstantSource clock, BooleanSupplier isOurs) {
        this.job = job;
        this.facts = facts;
        this.clock = clock;
        this.isOurs = isOurs;
    }

    void begin() {
        tell(Job.State.RUNNING, 0, null, null);
    }

    @Override
    public boolean wantsTotal() {
        return true;
    }

    /** Throws {@link WorkStopped} where another instance has the shop by now: that one begins anew. */
    @Override
    public synchronized void read(long items, Long total) {
        if (!isOurs.getAsBoolean()) {
            throw new WorkStopped();
        }
        // It is told at the next beat: pages may come faster than anybody looks.
        job = job.now(Job.State.RUNNING, items, total, job.updatedAt(), null);
    }

    /** Tells how far it is, so that nobody takes it for left. */
    synchronized void beat() {
        if (!job.state().isEnd()) {
            tell(Job.State.RUNNING, job.done(), job.total(), null);
        }
    }

    /** @param message null where there is nothing to say */
    synchronized void end(Job.State state, long items, String message) {
        tell(state, items, job.total() == null && state == Job.State.DONE ? Long.valueOf(items) : job.total(), message);
    }

    synchronized long items() {
        return job.done();
    }

    private synchronized void tell(Job.State state, long items, Long total, String message) {
        Instant now = clock.instant();
        // Whoever asked may have a clock that is ahead.
        job = job.now(state, items, total, now.isBefore(job.updatedAt()) ? job.updatedAt() : now, message);
        var unused = facts.write(Topics.JOBS, Keys.of(job.shop(), job.jobId()), job, TraceParent.random())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.atWarn()
                                .setCause(failure)
                                .addKeyValue("shop", job.shop())
                                .log("the progress of a reconciliation could not be written to the topic jobs");
                    }
                });
    }
}
