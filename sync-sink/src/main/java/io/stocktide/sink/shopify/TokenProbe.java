package io.stocktide.sink.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.sink.gate.ShopGate;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a shop something cheap: whether it answers at all, and whether its token works again. */
final class TokenProbe {
    private static final Logger LOG = LoggerFactory.getLogger(TokenProbe.class);

    static final Document SCOPES = new Document("StocktideProbe", false, """
            query StocktideProbe {
              currentAppInstallation { accessScopes { handle } }
            }
            """);

    private static final GraphQlRequest ASK = GraphQlRequest.of(SCOPES, JsonNodeFactory.instance.objectNode());

    /** Without this one nothing can be delivered. */
    private static final String NEEDED_SCOPE = "write_inventory";

    private final ShopifyCaller caller;

    TokenProbe(ShopifyCaller caller) {
        this.caller = caller;
    }

    /** A shop has just been suspended: tries its token, ever more seldom, until it works. */
    void watch(String shop) {
        LOG.atError()
                .addKeyValue("shop", shop)
                .log("shop suspended: Shopify refuses its token, and nothing is delivered until it works");
        later(shop);
    }

    private void later(String shop) {
        var unused = caller.workers.after(caller.gates.of(shop).nextProbe(), () -> probe(shop));
    }

    private void probe(String shop) {
        ShopGate gate = caller.gates.of(shop);
        if (!gate.isSuspended()) {
            return;
        }
        if (!caller.tokens.has(shop)) {
            later(shop);
            return;
        }
        var unused = caller.tokens
                .of(shop)
                .thenCompose(token -> ask(shop, token))
                .whenComplete((answer, failure) -> {
                    if (failure == null && opens(answer)) {
                        resumed(shop, gate.resume());
                    } else {
                        later(shop);
                    }
                });
    }

    static void resumed(String shop, boolean wasSuspended) {
        if (wasSuspended) {
            LOG.atWarn().addKeyValue("shop", shop).log("shop resumed: its token works");
        }
    }

    /** Whether the shop answers anything but trouble. */
    CompletableFuture<Boolean> answers(String shop, Secret token) {
        return ask(shop, token).handle((answer, failure) -> failure == null && isAnswered(answer));
    }

    private CompletableFuture<ShopifyAnswer> ask(String shop, Secret token) {
        return caller.client.send(shop, token, ASK, TraceParent.random());
    }

    private static boolean isAnswered(ShopifyAnswer answer) {
        return CallFailure.in(answer)
                .map(failed -> failed.error().action() != Action.RETRY)
                .orElse(true);
    }

    private static boolean opens(ShopifyAnswer answer) {
        boolean refused = CallFailure.in(answer)
                .map(failed -> failed.error().action())
                .filter(action -> action == Action.SUSPEND || action == Action.RETRY || action == Action.WAIT)
                .isPresent();
        Set<String> scopes = scopes(answer.payload());
        return !refused && (scopes.isEmpty() || scopes.contains(NEEDED_SCOPE));
    }

    private static Set<String> scopes(JsonNode installation) {
        Set<String> scopes = new HashSet<>();
        installation
                .path("accessScopes")
                .forEach(scope -> scopes.add(scope.path("handle").asText()));
        return scopes;
    }
}
