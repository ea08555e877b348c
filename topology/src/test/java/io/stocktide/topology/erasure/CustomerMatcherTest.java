package io.stocktide.topology.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerMatcherTest {
    private static final long CUSTOMER = 115_310_627_314_723_954L;
    private static final long ORDER = 820_982_911_946_154_508L;

    private final CustomerMatcher matcher =
            new CustomerMatcher(CUSTOMER, List.of(ORDER), new Contact("Jane.Doe@example.com", "+1 555-625-1199"));

    private boolean concerns(String topic, String body) {
        return matcher.concerns(topic, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "orders/updated       | {'id':1,'customer':{'email':null,'id':115310627314723954}}",
                "orders/updated       | {'id':1,'customer':{'default_address':{'customer_id':115310627314723954}}}",
                "orders/updated       | {'id':820982911946154508}",
                "orders/delete        | {'id':'820982911946154508'}",
                "orders/edited        | {'order_edit':{'id':1,'order_id':820982911946154508}}",
                "refunds/create       | {'id':1,'order_id':820982911946154508}",
                "fulfillments/update  | {'id':1,'order_id':820982911946154508,'destination':{'name':'x'}}",
                "returns/request      | {'id':1,'order':{'id':820982911946154508}}",
                "returns/request      | {'id':1,'order':{'admin_graphql_api_id':'gid://shopify/Order/820982911946154508'}}",
                "customers/update     | {'first_name':'x','id':115310627314723954}",
                "customers/merge      | {'admin_graphql_api_customer_kept_id':'gid://shopify/Customer/115310627314723954'}",
                "customer.tags_added  | {'customerId':'gid://shopify/Customer/115310627314723954','tags':['a']}",
                "carts/update         | {'note':'write to JANE.doe@example.com.'}",
                "checkouts/create     | {'email':'jane.doe@example.com'}",
                "checkouts/create     | {'email':'jane.doe\\u0040example.com'}",
                "checkouts/create     | {'phone':'+15556251199'}",
                "checkouts/create     | {'shipping_address':{'phone':'+1 (555) 625 1199'}}",
                "unheard/of           | {'a':[{'b':[{'customer':{'id':115310627314723954}}]}]}",
                "customers/redact     | {'customer':{'id':115310627314723954}}",
            })
    void a_body_that_names_the_customer_or_one_of_the_orders_concerns_him(String topic, String body) {
        assertThat(concerns(topic, body)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "orders/updated      | {'id':1,'customer':{'id':2},'email':'joe@example.com'}",
                "orders/updated      | {'id':115310627314723954}",
                "customers/update    | {'id':820982911946154508}",
                "products/update     | {'id':820982911946154508,'variants':[{'id':115310627314723954}]}",
                "orders/updated      | {'id':1,'line_items':[{'id':820982911946154508}]}",
                "orders/updated      | {'id':1,'customer':{'id':1153106273147239541}}",
                "returns/request     | {'order':{'admin_graphql_api_id':'gid://shopify/Order/8209829119461545081'}}",
                "checkouts/create    | {'email':'mary-jane.doe@example.com'}",
                "checkouts/create    | {'email':'jane.doe@example.com.au'}",
                "checkouts/create    | {'email':'jane.doe@example.company'}",
                "checkouts/create    | {'email':'janeXdoe@example.com'}",
                "checkouts/create    | {'phone':'+15556251198'}",
                "checkouts/create    | {'phone':''}",
                "orders/updated      | {'id':15556251199,'total':15556251199}",
                "inventory_levels/update | {'inventory_item_id':1,'location_id':2,'available':3}",
                "carts/update        | []",
            })
    void a_body_about_somebody_else_is_left_alone(String topic, String body) {
        assertThat(concerns(topic, body)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true  | {'id':1,'email':'jane.doe@example.com','line_items':[{",
                "true  | {'customer':{'id':115310627314723954},",
                "true  | about jane.doe@example.com",
                "true  | about 820982911946154508",
                "false | {'id':1,'email':'joe@example.com','line_items':[{",
                "false | about 8209829119461545081",
            })
    void what_is_not_json_to_its_end_is_searched_as_text(boolean concerns, String body) {
        assertThat(concerns("orders/create", body)).isEqualTo(concerns);
    }

    @Test
    void a_body_too_deep_to_read_is_searched_as_text() {
        String deep = "{'a':" + "[".repeat(100_000);

        assertThat(concerns("orders/create", deep)).isFalse();
        assertThat(concerns("orders/create", deep + "'jane.doe@example.com'")).isTrue();
    }

    @Test
    void an_order_that_names_the_customer_makes_its_fulfilments_his_though_the_request_does_not_name_it() {
        String fulfilment = "{'id':9,'order_id':501,'destination':{'address1':'x'}}";
        assertThat(concerns("fulfillments/create", fulfilment)).isFalse();
        assertThat(matcher.takeLearnt()).isFalse();

        assertThat(concerns("orders/create", "{'id':501,'customer':{'id':115310627314723954}}"))
                .isTrue();

        assertThat(matcher.takeLearnt()).isTrue();
        assertThat(matcher.takeLearnt()).isFalse();
        assertThat(concerns("fulfillments/create", fulfilment)).isTrue();
    }

    @Test
    void an_order_of_somebody_else_that_mentions_the_customers_email_makes_no_order_his() {
        assertThat(concerns("orders/create", "{'id':501,'customer':{'id':2},'note':'for jane.doe@example.com'}"))
                .isTrue();

        assertThat(matcher.takeLearnt()).isFalse();
    }

    @Test
    void without_an_id_an_email_or_a_phone_nobody_is_found() {
        CustomerMatcher nobody = new CustomerMatcher(null, List.of(), Contact.NONE);

        assertThat(nobody.concerns(
                        "customers/update",
                        "{\"id\":null,\"email\":\"\",\"phone\":\"\"}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void a_phone_of_a_few_digits_names_nobody() {
        CustomerMatcher few = new CustomerMatcher(null, List.of(), new Contact("", "12345"));

        assertThat(few.concerns("checkouts/create", "{\"phone\":\"12345\"}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void a_contact_is_read_from_the_request_and_never_printed() {
        Contact contact = Contact.in("{\"customer\":{\"id\":1,\"email\":\"jane@example.com\",\"phone\":null}}"
                .getBytes(StandardCharsets.UTF_8));

        assertThat(contact.email()).isEqualTo("jane@example.com");
        assertThat(contact.phone()).isEmpty();
        assertThat(contact.toString()).doesNotContain("jane");
        assertThat(Contact.in(new byte[] {'{'}).isEmpty()).isTrue();
    }

    /** Of the samples: every body about the sample order or its customer, and no other. */
    @Test
    void of_the_sample_bodies_those_about_the_order_or_its_customer_are_found() throws Exception {
        String samples = System.getProperty("payloads.dir", "");
        assumeTrue(
                !samples.isEmpty() && Files.isDirectory(Path.of(samples)),
                "skipped: no directory of sample bodies is given by -Dpayloads.dir");
        Set<String> found = new TreeSet<>();
        Set<String> expected = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of(samples))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                String name = file.getFileName().toString();
                String kind = name.replaceFirst("__.*", "");
                CustomerMatcher sample = ofSampleOrder(Path.of(samples));
                if (sample.concerns(kind.replaceFirst("_", "/"), Files.readAllBytes(file))) {
                    found.add(name);
                }
                if (kind.matches("orders_.*|refunds_.*|fulfillments_.*")) {
                    expected.add(name);
                }
            }
        }

        assertThat(found).isNotEmpty().isEqualTo(expected);
    }

    private static CustomerMatcher ofSampleOrder(Path samples) throws Exception {
        JsonNode order = Json.mapper().readTree(Files.readAllBytes(samples.resolve("orders_create__1.json")));
        return new CustomerMatcher(
                order.path("customer").path("id").longValue(),
                List.of(order.path("id").longValue()),
                new Contact("", ""));
    }
}
