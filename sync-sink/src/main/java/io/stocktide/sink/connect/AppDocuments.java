package io.stocktide.sink.connect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stocktide.sink.shopify.Document;
import io.stocktide.sink.shopify.GraphQlRequest;

/** What is asked of Shopify about the app itself. */
final class AppDocuments {
    static final Document SCOPES = new Document("StocktideScopes", false, """
                    query StocktideScopes {
                      currentAppInstallation { accessScopes { handle } }
                    }
                    """);

    static final Document SUBSCRIPTIONS = new Document("StocktideSubscriptions", false, """
                    query StocktideSubscriptions($after: String) {
                      webhookSubscriptions(first: 100, after: $after) {
                        nodes { id topic uri format filter includeFields }
                        pageInfo { hasNextPage endCursor }
                      }
                    }
                    """);

    static final Document SUBSCRIBE = new Document("StocktideSubscribe", true, """
                    mutation StocktideSubscribe($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) {
                      webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) {
                        webhookSubscription { id }
                        userErrors { field message }
                      }
                    }
                    """);

    static final Document CHANGE = new Document("StocktideResubscribe", true, """
                    mutation StocktideResubscribe($id: ID!, $subscription: WebhookSubscriptionInput!) {
                      webhookSubscriptionUpdate(id: $id, webhookSubscription: $subscription) {
                        webhookSubscription { id }
                        userErrors { field message }
                      }
                    }
                    """);

    static final Document UNSUBSCRIBE = new Document("StocktideUnsubscribe", true, """
                    mutation StocktideUnsubscribe($id: ID!) {
                      webhookSubscriptionDelete(id: $id) {
                        deletedWebhookSubscriptionId
                        userErrors { field message }
                      }
                    }
                    """);

    private AppDocuments() {}

    static GraphQlRequest scopes() {
        return GraphQlRequest.of(SCOPES, variables());
    }

    static GraphQlRequest subscriptions(String after) {
        return GraphQlRequest.of(SUBSCRIPTIONS, variables().put("after", after));
    }

    static GraphQlRequest subscribe(String topic, String uri) {
        ObjectNode variables = variables().put("topic", topic);
        variables.putObject("subscription").put("uri", uri).put("format", "JSON");
        return GraphQlRequest.of(SUBSCRIBE, variables);
    }

    /** To that address, in JSON, of every event and with the whole body. */
    static GraphQlRequest change(SubscriptionState old, String uri) {
        ObjectNode variables = variables().put("id", old.id());
        ObjectNode subscription =
                variables.putObject("subscription").put("uri", uri).put("format", "JSON");
        if (old.isPartial()) {
            subscription.put("filter", "");
            subscription.putArray("includeFields");
        }
        return GraphQlRequest.of(CHANGE, variables);
    }

    static GraphQlRequest unsubscribe(String id) {
        return GraphQlRequest.of(UNSUBSCRIBE, variables().put("id", id));
    }

    private static ObjectNode variables() {
        return JsonNodeFactory.instance.objectNode();
    }
}
