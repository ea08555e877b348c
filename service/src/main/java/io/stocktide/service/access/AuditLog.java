package io.stocktide.service.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.stocktide.schemas.value.Audit;
import io.stocktide.service.http.ProblemException;
import io.stocktide.service.kafka.PromptWriter;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Notes every call that needs {@link Role#OPERATE} on the topic {@code audit}: that it begins, before anything is done,
 * and how it ended. A process that dies between leaves the first.
 */
public final class AuditLog implements Consumer<RoutesConfig>, AutoCloseable {
    private static final String BEGUN = AuditLog.class.getName();
    /** What an id of ours may look like. Other text in a path is the caller's own, and may be anything. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private static final int MAX_WAITING = 16;
    private static final int RETRY_SECONDS = 5;

    private final String service;
    private final AuditWriter writer;
    private final InstantSource clock;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    AuditLog(String service, AuditWriter writer, InstantSource clock) {
        this.service = service;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Connects to nothing until the first call that needs it.
     *
     * @param service the role of this process, such as {@code topology}
     * @param client as Kafka's clients take it
     */
    public static AuditLog of(String service, Map<String, String> client) {
        return new AuditLog(
                service, new AuditWriter(PromptWriter.of(client, "stocktide-audit")), InstantSource.system());
    }

    /** Notes the ends of calls; without this they stay begun for good. */
    @Override
    public void accept(RoutesConfig routes) {
        routes.after(this::end);
    }

    /** Returns once Kafka has the call; throws a 503 where it has not. */
    void begin(Context ctx, Caller caller) {
        Audit begun = audit(ctx, caller, Audit.Stage.BEGUN, null);
        writeDurably(begun);
        ctx.attribute(BEGUN, begun);
    }

    /** Likewise, for one whose role is too small. */
    void refuse(Context ctx, Caller caller) {
        writeDurably(audit(ctx, caller, Audit.Stage.REFUSED, 403));
    }

    private void end(Context ctx) {
        Audit begun = ctx.attribute(BEGUN);
        if (begun != null) {
            writer.tell(begun.ended(clock.instant(), ctx.statusCode()));
        }
    }

    /** With Kafka away each call waits for seconds: few may, or they would hold every thread that reads need. */
    private void writeDurably(Audit audit) {
        boolean durable = false;
        if (waiting.tryAcquire()) {
            try {
                durable = writer.isDurable(audit);
            } finally {
                waiting.release();
            }
        }
        if (!durable) {
            throw ProblemException.retryable(
                    503,
                    "audit-unavailable",
                    "The call cannot be recorded now",
                    "Calls of operators are recorded first; Kafka did not take the record, and nothing was done.",
                    RETRY_SECONDS);
        }
    }

    private Audit audit(Context ctx, Caller caller, Audit.Stage stage, Integer status) {
        return new Audit(
                UUID.randomUUID().toString(),
                stage,
                clock.instant(),
                caller.shop(),
                service,
                caller.tokenName(),
                caller.role().name().toLowerCase(Locale.ROOT),
                ctx.method().name(),
                ctx.endpoint().path,
                pathIds(ctx),
                status);
    }

    private static Map<String, String> pathIds(Context ctx) {
        Map<String, String> ids = new TreeMap<>(ctx.pathParamMap());
        ids.remove("shop");
        ids.replaceAll((name, id) -> ID.matcher(id).matches() ? id : "?");
        return ids;
    }

    /** Waits some seconds at most for what has not reached Kafka yet. */
    @Override
    public void close() {
        writer.close();
    }
}
