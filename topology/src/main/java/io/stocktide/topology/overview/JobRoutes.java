package io.stocktide.topology.overview;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.stocktide.schemas.rest.JobAccepted;
import io.stocktide.schemas.rest.JobPage;
import io.stocktide.schemas.rest.ReconcileRequest;
import io.stocktide.schemas.value.Job;
import io.stocktide.service.access.Caller;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.access.TokenHolder;
import io.stocktide.service.http.BoundedBody;
import io.stocktide.service.http.ProblemException;
import io.stocktide.topology.jobs.JobOffice;
import io.stocktide.topology.reads.JsonBody;
import io.stocktide.topology.reads.Queries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The routes that ask for jobs and tell how far they are. */
public final class JobRoutes implements Consumer<RoutesConfig> {
    private static final int MAX_BODY_BYTES = 1024;

    private final ShopAccess access;
    private final SystemView view;
    private final JobOffice office;
    private final JsonBody<ReconcileRequest> body =
            new JsonBody<>("reconcile-request", ReconcileRequest.class, "bad-reconcile", "Bad reconciliation");

    public JobRoutes(ShopAccess access, SystemView view, JobOffice office) {
        this.access = access;
        this.view = view;
        this.office = office;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/v1/jobs", this::list);
        routes.get("/v1/shops/{shop}/jobs/{jobId}", this::show);
        routes.post("/v1/shops/{shop}/reconcile", this::reconcile);
    }

    private void list(Context ctx) {
        TokenHolder holder = access.holder(ctx);
        Optional<Job.State> state = state(ctx);
        List<Job> jobs = view.jobs(holder).stream()
                .filter(job -> state.isEmpty() || job.state() == state.get())
                .limit(Queries.limit(ctx))
                .toList();
        Queries.answer(ctx, new JobPage(jobs));
    }

    private static Optional<Job.State> state(Context ctx) {
        String name = ctx.queryParam("state");
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Job.State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        400, "bad-state", "Bad state", "The state is requested, running, done or failed.")));
    }

    private void show(Context ctx) {
        String shop = access.require(ctx, Role.READ).shop();
        Job job = office.board()
                .find(shop, ctx.pathParam("jobId"), Instant.now())
                .orElseThrow(() -> ProblemException.of(
                        404, "unknown-job", "Unknown job", "The shop has no such one, or no longer."));
        Queries.answer(ctx, job);
    }

    private void reconcile(Context ctx) {
        Caller caller = access.require(ctx, Role.OPERATE);
        ReconcileRequest request = body.parse(BoundedBody.read(ctx, MAX_BODY_BYTES));
        Instant since = request.full() ? null : Instant.now().minus(Duration.ofHours(request.hours()));
        Queries.answer(ctx, new JobAccepted(office.reconcile(caller, since).jobId()));
        ctx.status(202);
    }
}
