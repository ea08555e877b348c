package io.stocktide.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.stocktide.simulator.http.Faults.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The control API of faults. */
final class FaultRoutes {
    private final Faults faults;
    private final List<String> shops;
    private final ObjectMapper mapper;

    FaultRoutes(Faults faults, List<String> shops, ObjectMapper mapper) {
        this.faults = faults;
        this.shops = shops;
        this.mapper = mapper;
    }

    void list(Context ctx) throws IOException {
        json(ctx, faults.report());
    }

    /** The body is a {@link FaultPlan}. */
    void plan(Context ctx) throws IOException {
        FaultPlan plan;
        try {
            plan = mapper.readValue(ctx.bodyAsBytes(), FaultPlan.class);
        } catch (IOException e) {
            refuse(
                    ctx,
                    "expected {\"seed\": 1, \"shares\": {\"HANG\": 0.01}, \"shops\": []}; a fault is one of "
                            + List.of(Kind.values()));
            return;
        }
        faults.plan(plan);
        list(ctx);
    }

    void clear(Context ctx) throws IOException {
        faults.clear();
        list(ctx);
    }

    void inject(Context ctx) throws IOException {
        try {
            Kind kind = Kind.of(ctx.pathParam("kind"));
            if (kind == Kind.TOKEN_REVOKED) {
                faults.revoke(shop(ctx));
            } else {
                faults.inject(shop(ctx), kind, (int) number(ctx, "times", 1));
            }
            json(ctx, Map.of("injected", kind));
        } catch (IllegalArgumentException e) {
            refuse(ctx, e.getMessage());
        }
    }

    void latency(Context ctx) throws IOException {
        try {
            faults.slow(shop(ctx), Duration.ofMillis(number(ctx, "millis", 0)));
            list(ctx);
        } catch (IllegalArgumentException e) {
            refuse(ctx, e.getMessage());
        }
    }

    void restore(Context ctx) throws IOException {
        try {
            faults.restore(shop(ctx));
            list(ctx);
        } catch (IllegalArgumentException e) {
            refuse(ctx, e.getMessage());
        }
    }

    private String shop(Context ctx) {
        String shop = ctx.pathParam("shop");
        if (!shops.contains(shop)) {
            throw new IllegalArgumentException("there is no such shop");
        }
        return shop;
    }

    private static long number(Context ctx, String name, int otherwise) {
        String text = ctx.queryParam(name);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number", e);
        }
    }

    private void refuse(Context ctx, String why) throws IOException {
        json(ctx.status(400), Map.of("error", why));
    }

    private void json(Context ctx, Object body) throws IOException {
        ctx.contentType("application/json").result(mapper.writeValueAsBytes(body));
    }
}
