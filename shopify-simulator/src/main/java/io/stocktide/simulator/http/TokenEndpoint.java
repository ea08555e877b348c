package io.stocktide.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.stocktide.simulator.admin.AdminApi;
import io.stocktide.simulator.config.SimulatorConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** {@code POST /admin/oauth/access_token}: the client-credentials grant, as JSON or as a form. */
final class TokenEndpoint {
    private final SimulatorConfig config;
    private final AdminApi admin;
    private final ObjectMapper mapper;

    TokenEndpoint(SimulatorConfig config, AdminApi admin, ObjectMapper mapper) {
        this.config = config;
        this.admin = admin;
        this.mapper = mapper;
    }

    void handle(Context ctx) throws IOException {
        String shop = ctx.pathParam("shop");
        if (!config.shops().domains().contains(shop)) {
            answer(ctx, 404, Map.of("errors", "Not Found"));
        } else if (!"client_credentials".equals(field(ctx, "grant_type"))) {
            answer(ctx, 400, Map.of("error", "unsupported_grant_type"));
        } else {
            Optional<String> token = admin.grant(shop, field(ctx, "client_id"), field(ctx, "client_secret"));
            if (token.isEmpty()) {
                answer(ctx, 401, Map.of("error", "invalid_client"));
            } else {
                answer(ctx, 200, granted(shop, token.get()));
            }
        }
    }

    private Map<String, Object> granted(String shop, String token) {
        return Map.of(
                "access_token",
                token,
                "scope",
                String.join(",", admin.scopes(shop)),
                "expires_in",
                config.app().tokenLifetime().toSeconds());
    }

    private String field(Context ctx, String name) throws IOException {
        if (ctx.contentType() != null && ctx.contentType().startsWith("application/json")) {
            JsonNode body = mapper.readTree(ctx.bodyAsBytes());
            return body.path(name).asText(null);
        }
        return ctx.formParam(name);
    }

    private void answer(Context ctx, int status, Map<String, Object> body) throws IOException {
        ctx.status(status).contentType("application/json").result(mapper.writeValueAsBytes(body));
    }
}
