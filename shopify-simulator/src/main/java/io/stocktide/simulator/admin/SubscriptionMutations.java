package io.stocktide.simulator.admin;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;
import io.stocktide.simulator.webhook.Subscription;
import io.stocktide.simulator.webhook.Subscriptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code webhookSubscriptionCreate}, {@code …Update} and {@code …Delete}. */
final class SubscriptionMutations {
    private static final List<String> NOT_SERVED = List.of("filter", "includeFields", "metafieldNamespaces");

    /** The payload of all three; their errors carry no code. */
    record Payload(
            Subscription webhookSubscription, String deletedWebhookSubscriptionId, List<UserErrors.Entry> userErrors) {}

    private final boolean loopback;

    /** @param loopback whether {@code http://} is taken on loopback, which Shopify never does */
    SubscriptionMutations(boolean loopback) {
        this.loopback = loopback;
    }

    TypeRuntimeWiring.Builder wire(TypeRuntimeWiring.Builder mutation) {
        return mutation.dataFetcher("webhookSubscriptionCreate", Queries.page(this::create))
                .dataFetcher("webhookSubscriptionUpdate", Queries.page(this::update))
                .dataFetcher("webhookSubscriptionDelete", this::delete);
    }

    private Payload create(DataFetchingEnvironment env) {
        UserErrors errors = new UserErrors();
        String topic = env.getArgument("topic");
        Subscriptions all = AdminContext.shop(env).subscriptions();
        URI uri = uri(env, errors);
        refuseTwice(all, -1, topic, uri, errors);
        return errors.none() ? done(all.add(topic, uri, name(env), now(env))) : refused(errors);
    }

    private Payload update(DataFetchingEnvironment env) {
        UserErrors errors = new UserErrors();
        Subscriptions all = AdminContext.shop(env).subscriptions();
        Optional<Subscription> found = all.find(id(env));
        if (found.isEmpty()) {
            return unknown(errors);
        }
        Subscription old = found.get();
        URI uri = input(env).containsKey("uri") ? uri(env, errors) : old.uri();
        refuseTwice(all, old.id(), old.topic(), uri, errors);
        if (!errors.none()) {
            return refused(errors);
        }
        Subscription changed = new Subscription(old.id(), old.topic(), uri, name(env), old.createdAt(), now(env));
        all.replace(changed);
        return done(changed);
    }

    private Payload delete(DataFetchingEnvironment env) {
        UserErrors errors = new UserErrors();
        return AdminContext.shop(env).subscriptions().remove(id(env))
                ? new Payload(null, env.getArgument("id"), errors.entries())
                : unknown(errors);
    }

    private URI uri(DataFetchingEnvironment env, UserErrors errors) {
        String text = String.valueOf(input(env).get("uri"));
        NOT_SERVED.stream().filter(input(env)::containsKey).findFirst().ifPresent(name -> {
            throw new Rejection("BAD_REQUEST", "the simulator serves no " + name + ": every body is whole");
        });
        try {
            URI uri = URI.create(text);
            if ("https".equals(uri.getScheme()) || (loopback && isLoopback(uri))) {
                return uri;
            }
            errors.add(
                    null,
                    "Address protocol " + uri.getScheme() + ":// is not supported",
                    "webhookSubscription",
                    "callbackUrl");
        } catch (IllegalArgumentException e) {
            errors.add(null, "Address is invalid", "webhookSubscription", "callbackUrl");
        }
        return null;
    }

    private static boolean isLoopback(URI uri) {
        try {
            return "http".equals(uri.getScheme())
                    && uri.getHost() != null
                    && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void refuseTwice(Subscriptions all, long besides, String topic, URI uri, UserErrors errors) {
        boolean taken = all.all().stream()
                .anyMatch(each -> each.id() != besides
                        && each.topic().equals(topic)
                        && each.uri().equals(uri));
        if (taken) {
            errors.add(null, "Address for this topic has already been taken", "webhookSubscription", "callbackUrl");
        }
    }

    private static Payload done(Subscription subscription) {
        return new Payload(subscription, null, List.of());
    }

    private static Payload refused(UserErrors errors) {
        return new Payload(null, null, errors.entries());
    }

    private static Payload unknown(UserErrors errors) {
        errors.add(null, "Webhook subscription does not exist", "id");
        return refused(errors);
    }

    private static Map<String, Object> input(DataFetchingEnvironment env) {
        return env.getArgument("webhookSubscription");
    }

    private static String name(DataFetchingEnvironment env) {
        return (String) input(env).get("name");
    }

    private static long id(DataFetchingEnvironment env) {
        return Gid.parse(env.getArgument("id")).expect("WebhookSubscription");
    }

    private static Instant now(DataFetchingEnvironment env) {
        return AdminContext.shop(env).book().now();
    }
}
