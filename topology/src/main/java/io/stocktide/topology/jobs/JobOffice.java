package io.stocktide.topology.jobs;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Job;
import io.stocktide.service.access.Caller;
import io.stocktide.service.http.ProblemException;
import io.stocktide.service.kafka.PromptWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where jobs are asked for. */
public final class JobOffice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobOffice.class);
    private static final int RETRY_SECONDS = 5;

    private final JobBoard board;
    private final PromptWriter writer;
    private final InstantSource clock;

    public JobOffice(JobBoard board, PromptWriter writer, InstantSource clock) {
        this.board = board;
        this.writer = writer;
        this.clock = clock;
    }

    /** @param client as Kafka's clients take it */
    public static JobOffice of(JobBoard board, Map<String, String> client) {
        return new JobOffice(board, PromptWriter.of(client, "stocktide-jobs"), InstantSource.system());
    }

    public JobBoard board() {
        return board;
    }

    /**
     * Asks for the shop to be read again, unless that is under way already; the job that does it. Throws a 503 where
     * Kafka does not take it.
     *
     * @param since what has changed since; null for everything
     */
    public Job reconcile(Caller caller, Instant since) {
        Instant now = clock.instant();
        Optional<Job> underWay = board.underWay(caller.shop(), Job.Kind.RECONCILE, now);
        if (underWay.isPresent()) {
            return underWay.get();
        }
        Job job = Job.requested(newId(), caller.shop(), Job.Kind.RECONCILE, caller.tokenName(), since, now);
        try {
            writer.write(record(job));
        } catch (KafkaException e) {
            LOG.atWarn().setCause(e).addKeyValue("shop", caller.shop()).log("a job could not be asked for");
            throw ProblemException.retryable(
                    503,
                    "jobs-unavailable",
                    "The job cannot be asked for now",
                    "Kafka did not take the request.",
                    RETRY_SECONDS);
        }
        board.job(Keys.of(job.shop(), job.jobId()), job);
        return job;
    }

    /**
     * The redrive of several letters that a call is part of. Throws a 400 where the id is another kind of job's, or no
     * UUID.
     *
     * @param jobId null for the first of its calls
     */
    public Job redrive(Caller caller, String jobId) {
        Instant now = clock.instant();
        String id = jobId == null ? newId() : requireUuid(jobId);
        Job job = board.find(caller.shop(), id, now)
                .orElseGet(() -> Job.requested(id, caller.shop(), Job.Kind.REDRIVE, caller.tokenName(), null, now));
        if (job.kind() != Job.Kind.REDRIVE) {
            throw badJob();
        }
        return job;
    }

    /**
     * Tells that so many letters more have been redriven. Waits for nobody: they are, whether or not it is written down.
     *
     * @param failed of them, those that could not be
     */
    public void redriven(Job job, int letters, long failed, boolean last) {
        long done = job.done() + letters;
        String message = failed == 0 ? job.message() : failed + " of the last " + letters + " were not redriven";
        Instant at = clock.instant().isBefore(job.updatedAt()) ? job.updatedAt() : clock.instant();
        Job now =
                job.now(last ? Job.State.DONE : Job.State.RUNNING, done, last ? Long.valueOf(done) : null, at, message);
        board.job(Keys.of(now.shop(), now.jobId()), now);
        writer.tell(
                record(now),
                failure -> LOG.atWarn()
                        .setCause(failure)
                        .addKeyValue("shop", now.shop())
                        .log("the progress of a redrive could not be written to the topic jobs"));
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static String requireUuid(String jobId) {
        try {
            return UUID.fromString(jobId).toString();
        } catch (IllegalArgumentException e) {
            throw badJob();
        }
    }

    private static ProblemException badJob() {
        return ProblemException.of(400, "bad-job", "Bad job", "The job is that of the redrive's results before.");
    }

    private static ProducerRecord<String, byte[]> record(Job job) {
        String topic = Topics.JOBS.name();
        byte[] value = Topics.JOBS.valueSerde().serializer().serialize(topic, job);
        return new ProducerRecord<>(topic, Keys.of(job.shop(), job.jobId()), value);
    }

    @Override
    public void close() {
        writer.close();
    }
}
