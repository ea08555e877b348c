package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.TokenEntry;
import io.stocktide.service.access.TokensOffice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the console shows of a system with traffic. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleInBrowserTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path dir;

    private Console console;
    private Stack stack;
    private Browser browser;
    private String operator;
    private String itemId;
    private String sku;

    @BeforeAll
    void start() throws Exception {
        browser = Browser.find().orElse(null);
        assumeTrue(browser != null, "the console is not looked at: there is no chromium with its chromedriver here");
        Path file = dir.resolve("tokens.json");
        operator = new TokensOffice(file).create("operations", Role.OPERATE, List.of(TokenEntry.ALL_SHOPS), null);
        stack = new Stack(
                dir,
                3,
                file,
                config -> config.skus(30).orders(0).ordersPerSecond(6).channelSales(1000));
        console = new Console(browser, stack.stockUrl());
        stack.simulator().startTraffic();
        await().atMost(SOON)
                .until(() ->
                        stack.read("/v1/shops/" + SHOP + "/stock").path("items").size() >= 10);
        Sales.sell(stack, "till-7-0001", 2);
        itemId = String.valueOf(Sales.item(stack).id());
        sku = stack.item(Long.parseLong(itemId)).path("sku").asText();
        stack.webhook("no-json", "inventory_levels/update", "{\"inventory_item_id\":jane@example.com");
        stack.webhook("no-lines", "orders/create", "{\"id\":1}");
        stack.webhook("no-place", "inventory_levels/update", "{\"inventory_item_id\":1,\"location_id\":-1}");
        await().atMost(SOON).until(() -> letters().size() == 3);
        await().atMost(SOON).until(() -> trace("till-7-0001").contains("delivery"));
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @BeforeEach
    void logIn() {
        console.logIn(operator);
    }

    private JsonNode letters() throws Exception {
        return stack.read("/v1/shops/" + SHOP + "/dead-letters").path("letters");
    }

    private String trace(String id) throws Exception {
        return stack.read("/v1/shops/" + SHOP + "/trace/" + id).toString();
    }

    @Test
    void the_way_in_says_what_a_token_is() throws Exception {
        console.arrive();
        console.judge("login");
    }

    @Test
    void the_overview_tells_at_a_glance_how_the_system_is_and_was() throws Exception {
        console.open("#/overview");
        console.awaitText(".live", "Live");
        // Each point is five seconds.
        int points = Console.picturesAreWanted() ? 24 : 2;
        await().atMost(Duration.ofMinutes(3))
                .until(() -> (Long) browser.evaluate("document.querySelector('line-chart path.line')"
                                + "?.getAttribute('d').match(/L/g)?.length ?? 0")
                        >= points);
        await().atMost(SOON).until(() -> !console.text(".figures").contains("Webhooks\n0 /s"));

        assertThat(console.text("main"))
                .contains("Channel events", "In stock after", "At Shopify after", "Dead letters");
        assertThat(console.text("section[aria-labelledby=instances]"))
                .contains("ingest", "topology", "sync-sink", "Ready");
        console.judge("overview");
    }

    @Test
    void each_shop_is_listed_with_its_delivery_and_its_budget() throws Exception {
        console.open("#/shops");
        await().atMost(SOON).until(() -> browser.all("tbody tr").size() == 3);
        console.awaitText("tbody", "/s");

        assertThat(console.text("tbody")).contains(SHOP, "Reconcile");
        console.judge("shops");
    }

    @Test
    void an_item_is_found_by_its_sku_and_by_its_id() throws Exception {
        console.open("#/stock/" + SHOP);
        await().atMost(SOON).until(() -> browser.all("tbody tr").size() >= 10);
        console.awaitText(".live", "Live");
        console.judge("stock");
        for (String sought : List.of(sku, itemId)) {
            console.open("#/stock/" + SHOP);
            browser.find("#sku").sendKeys(sought);
            browser.click("form[role=search] .primary");

            await().atMost(SOON).until(() -> browser.all("tbody tr").size() == 1);
            assertThat(console.text("tbody")).contains(sku, itemId);
        }
        console.open("#/stock/" + SHOP + "?sku=nobody-sells-this");
        console.awaitText(".empty", "nobody-sells-this");
        console.assertQuiet();
    }

    @Test
    void an_items_figures_are_explained_and_its_ledger_leads_to_the_cause() throws Exception {
        console.open("#/stock/" + SHOP + "/" + itemId);
        console.awaitText("h1", sku);
        console.awaitText("section[aria-labelledby=ledger]", "Ledger");

        assertThat(console.text("section[aria-labelledby=levels] .sums")).contains("at Shopify", "=");
        assertThat(browser.find("line-chart svg").getDomAttribute("aria-label"))
                .contains("Available", "lowest", "highest");
        console.awaitText(".live", "Live");
        console.judge("item");
        String cause = "section[aria-labelledby=ledger] a[href*='till-7-0001']";
        await().atMost(SOON).until(() -> {
            if (browser.all(cause).isEmpty()) {
                browser.click("section[aria-labelledby=ledger] .card-foot .button");
            }
            return !browser.all(cause).isEmpty();
        });
        browser.click(cause);
        console.awaitText(".timeline", "Taken in");
        console.assertQuiet();
    }

    @Test
    void a_change_of_stock_is_seen_without_asking_again() throws Exception {
        long unheard = 7_000_001;
        stack.webhook("unheard-1", "inventory_levels/update", Stack.level(unheard, 41));
        stack.awaitAvailable(unheard, 41);
        console.open("#/stock/" + SHOP + "/" + unheard);
        console.awaitText(".figures", "41");
        console.awaitText(".live", "Live");

        stack.webhook(
                "unheard-2", "inventory_levels/update", Stack.level(unheard, 40).replace("T10:", "T11:"));

        console.awaitText(".figures", "40");
        console.awaitText("section[aria-labelledby=ledger] tbody", "−1");
        console.assertQuiet();
    }

    @Test
    void one_events_way_is_followed_from_verdict_to_shopifys_answer() throws Exception {
        console.open("#/trace/" + SHOP);
        browser.find("#id").sendKeys("till-7-0001");
        browser.click("form[role=search] .primary");

        console.awaitText(".timeline", "Shopify’s answer: applied");
        assertThat(console.text(".timeline")).contains("Taken in", "Moved stock", "Left for Shopify in a batch", " ms");
        assertThat(browser.title()).isEqualTo("Trace till-7-0001 · Stocktide");
        console.judge("trace");
    }

    @Test
    void a_dead_letter_is_found_by_its_cause_and_shows_nothing_of_the_body() throws Exception {
        console.open("#/dead-letters/" + SHOP);
        await().atMost(SOON).until(() -> browser.all("tbody tr").size() == 3);
        console.judge("dead-letters");
        browser.find("#cause").sendKeys("malformed_json");
        browser.click("form[role=search] button");
        await().atMost(SOON).until(() -> browser.all("tbody tr").size() == 1);
        browser.click("tbody tr a");

        console.awaitText("main", "still there");
        assertThat(console.text("main")).contains("Malformed JSON", "no-json").doesNotContain("jane");
        console.judge("dead-letter");
    }

    @Test
    void a_token_of_one_shop_sees_that_shop_and_nothing_of_the_system() throws Exception {
        console.logIn(stack.token(SHOP));
        console.open("#/overview");
        console.awaitText("main", "Shops that need attention");
        console.open("#/shops");
        await().atMost(SOON).until(() -> browser.all("tbody tr").size() == 1);
        assertThat(console.text("tbody")).contains(SHOP);
        console.open("#/overview");
        assertThat(browser.all(".figures, line-chart")).isEmpty();
        console.assertQuiet();

        console.open("#/stock/shop-2.myshopify.com");
        console.awaitText(".failed", "does not open shop-2.myshopify.com");
    }

    @Test
    void what_is_not_there_is_said_in_words() throws Exception {
        console.open("#/nowhere");
        console.awaitText("h1", "No such page");
        console.open("#/jobs?state=failed");
        console.awaitText(".empty", "No job is failed");
        console.assertQuiet();
        console.open("#/trace/" + SHOP + "/never-heard-of");
        console.awaitText(".empty", "This id is not known");
    }
}
