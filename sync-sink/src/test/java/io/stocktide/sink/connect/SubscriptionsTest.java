package io.stocktide.sink.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.sink.connect.SubscriptionChange.Kind;
import io.stocktide.sink.read.ReadFailed;
import io.stocktide.sink.testing.AppAnswers;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.Shops;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final String URL = "https://a.example/webhooks";
    private static final String OLD = "https://old.example/webhooks";

    private final Harness harness = new Harness();
    private final Subscriptions subscriptions = new Subscriptions(harness.reader(Shops.A));

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void every_topic_is_subscribed_where_none_is() {
        harness.shopify.script(Shops.A, AppAnswers.subscriptions());

        assertThat(subscriptions.missing(URL, null))
                .allMatch(change -> change.kind() == Kind.CREATE)
                .extracting(SubscriptionChange::topic)
                .containsExactlyElementsOf(Subscriptions.TOPICS);
    }

    @Test
    void nothing_is_done_where_all_stand() {
        harness.shopify.script(Shops.A, AppAnswers.subscriptions(all(URL)));

        assertThat(subscriptions.missing(URL, OLD)).isEmpty();
    }

    @Test
    void one_that_was_removed_is_made_again_and_it_alone() {
        String[] all = all(URL);
        harness.shopify.script(
                Shops.A,
                AppAnswers.subscriptions(List.of(all).subList(1, all.length).toArray(String[]::new)));

        assertThat(subscriptions.missing(URL, null)).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.CREATE);
            assertThat(change.topic()).isEqualTo(Subscriptions.TOPICS.get(0));
        });
    }

    @Test
    void those_that_went_to_the_address_of_before_are_moved_and_those_of_others_left() {
        harness.shopify.script(Shops.A, AppAnswers.subscriptions(all(OLD)));
        assertThat(subscriptions.missing(URL, OLD)).allMatch(change -> change.kind() == Kind.UPDATE);

        harness.shopify.script(Shops.A, AppAnswers.subscriptions(all("https://other.example/hook")));
        assertThat(subscriptions.missing(URL, OLD)).allMatch(change -> change.kind() == Kind.CREATE);
    }

    @Test
    void one_that_leaves_fields_out_is_made_whole() {
        String[] all = all(URL);
        all[0] = AppAnswers.subscription(1, "INVENTORY_LEVELS_UPDATE", URL, "id");
        harness.shopify.script(Shops.A, AppAnswers.subscriptions(all), AppAnswers.done("webhookSubscriptionUpdate"));

        List<SubscriptionChange> changes = subscriptions.missing(URL, null);
        assertThat(changes).singleElement().matches(change -> change.kind() == Kind.UPDATE);
        subscriptions.apply(changes.get(0), URL);

        assertThat(harness.shopify.requests().get(1).json().at("/variables/subscription/includeFields"))
                .isEmpty();
    }

    @Test
    void only_our_own_are_removed() {
        harness.shopify.script(
                Shops.A,
                AppAnswers.subscriptions(
                        AppAnswers.subscription(1, "ORDERS_CREATE", URL),
                        AppAnswers.subscription(2, "ORDERS_CREATE", "https://other.example/hook"),
                        AppAnswers.subscription(3, "APP_UNINSTALLED", URL)));

        assertThat(subscriptions.ours(URL)).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.DELETE);
            assertThat(change.subscription().id()).endsWith("/1");
        });
    }

    @Test
    void what_shopify_has_against_an_address_is_told() {
        harness.shopify.script(
                Shops.A, AppAnswers.refused("webhookSubscriptionCreate", "Address protocol http:// is not supported"));

        assertThatThrownBy(() -> subscriptions.apply(
                        new SubscriptionChange(Kind.CREATE, "orders/create", null), "http://a.example"))
                .isInstanceOf(ReadFailed.class)
                .hasMessage("Address protocol http:// is not supported");
    }

    private static String[] all(String uri) {
        AtomicLong id = new AtomicLong();
        return Subscriptions.TOPICS.stream()
                .map(topic -> AppAnswers.subscription(
                        id.incrementAndGet(), topic.replace('/', '_').toUpperCase(Locale.ROOT), uri))
                .toArray(String[]::new);
    }
}
