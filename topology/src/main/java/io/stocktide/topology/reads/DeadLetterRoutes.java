package io.stocktide.topology.reads;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.stocktide.schemas.rest.DeadLetterPage;
import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.schemas.rest.RedriveRequest;
import io.stocktide.schemas.rest.RedriveResult;
import io.stocktide.schemas.rest.RedriveResults;
import io.stocktide.schemas.value.Job;
import io.stocktide.schemas.value.Redrive;
import io.stocktide.service.access.Caller;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.BoundedBody;
import io.stocktide.service.http.ProblemException;
import io.stocktide.topology.jobs.JobOffice;
import io.stocktide.topology.letters.LetterFilter;
import io.stocktide.topology.letters.LetterId;
import io.stocktide.topology.letters.LetterOffice;
import java.util.Optional;
import java.util.function.Consumer;

/** The routes that list a shop's dead letters and redrive them. They never show what a record's body holds. */
public final class DeadLetterRoutes implements Consumer<RoutesConfig> {
    private static final int MAX_REDRIVEN_AT_ONCE = 100;
    private static final int MAX_BODY_BYTES = 4 * 1024;

    private final ShopAccess access;
    private final LetterDesk desk;
    private final JobOffice jobs;
    private final JsonBody<RedriveRequest> body =
            new JsonBody<>("redrive-request", RedriveRequest.class, "bad-redrive", "Bad redrive");

    public DeadLetterRoutes(ShopAccess access, LetterDesk desk, JobOffice jobs) {
        this.access = access;
        this.desk = desk;
        this.jobs = jobs;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/v1/shops/{shop}/dead-letters", this::list);
        routes.get("/v1/shops/{shop}/dead-letters/{id}", this::show);
        routes.post("/v1/shops/{shop}/dead-letters/redrive", this::redriveAll);
        routes.post("/v1/shops/{shop}/dead-letters/{id}/redrive", this::redrive);
    }

    private void list(Context ctx) {
        String shop = access.require(ctx, Role.READ).shop();
        LetterFilter filter = new LetterFilter(
                shop,
                ctx.queryParam("cause"),
                ctx.queryParam("topic"),
                Queries.time(ctx, "since"),
                Queries.time(ctx, "until"));
        long from = Cursor.read(ctx.queryParam("cursor")).orElse(0);
        int limit = Queries.limit(ctx);
        LetterOffice.Page page = desk.ask(office -> page(office, filter, from, limit));
        Queries.answer(ctx, new DeadLetterPage(page.letters(), next(page)));
    }

    private static LetterOffice.Page page(LetterOffice office, LetterFilter filter, long from, int limit) {
        int partition = office.partitionOf(filter.shop());
        return office.page(partition, filter, from, Long.MAX_VALUE, limit);
    }

    private static String next(LetterOffice.Page page) {
        return page.next().isPresent() ? Cursor.write(page.next().getAsLong()) : null;
    }

    private void show(Context ctx) {
        String shop = access.require(ctx, Role.READ).shop();
        LetterId id = id(ctx);
        Queries.answer(ctx, desk.ask(office -> find(office, shop, id)).orElseThrow(DeadLetterRoutes::unknown));
    }

    private void redrive(Context ctx) {
        Caller caller = access.require(ctx, Role.OPERATE);
        LetterId id = id(ctx);
        boolean again = Queries.flag(ctx, "again");
        Optional<RedriveResult> result = desk.ask(office ->
                find(office, caller.shop(), id).map(letter -> office.redrive(letter, again, caller.tokenName())));
        Queries.answer(ctx, result.orElseThrow(DeadLetterRoutes::unknown));
    }

    private void redriveAll(Context ctx) {
        Caller caller = access.require(ctx, Role.OPERATE);
        RedriveRequest request = body.parse(BoundedBody.read(ctx, MAX_BODY_BYTES));
        LetterFilter filter =
                new LetterFilter(caller.shop(), request.cause(), request.topic(), request.since(), request.until());
        long from = Cursor.read(request.cursor()).orElse(0);
        int limit = request.limit() == null ? MAX_REDRIVEN_AT_ONCE : request.limit();
        Job job = jobs.redrive(caller, request.jobId());
        RedriveResults results = desk.ask(office -> {
            LetterOffice.Page page = page(office, filter, from, limit);
            return new RedriveResults(
                    office.redriveAll(page.letters(), request.again(), caller.tokenName()), next(page), job.jobId());
        });
        tell(job, results);
        Queries.answer(ctx, results);
    }

    private void tell(Job job, RedriveResults results) {
        long failed = results.results().stream()
                .filter(each -> each.outcome() != Redrive.Outcome.REDRIVEN
                        && each.outcome() != Redrive.Outcome.ALREADY_REDRIVEN)
                .count();
        jobs.redriven(job, results.results().size(), failed, results.nextCursor() == null);
    }

    /** Another shop's letter is none, whoever asks. */
    private static Optional<ListedDeadLetter> find(LetterOffice office, String shop, LetterId id) {
        return id.partition() != office.partitionOf(shop)
                ? Optional.empty()
                : office.find(id).filter(letter -> shop.equals(letter.letter().shop()));
    }

    private static LetterId id(Context ctx) {
        return LetterId.parse(ctx.pathParam("id"))
                .orElseThrow(() -> ProblemException.of(
                        400, "bad-id", "Bad id", "A dead letter's id is its partition and offset, such as 3-1042."));
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                404, "unknown-dead-letter", "Unknown dead letter", "The shop has no such one, or no longer.");
    }
}
