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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What operators do in the console, and what it does for whoever may not. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleActionsInBrowserTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LETTERS = "/v1/shops/" + SHOP + "/dead-letters";
    private static final int TABS = 60;

    @TempDir
    static Path dir;

    private Console console;
    private TokensOffice tokens;
    private Stack stack;
    private Browser browser;
    private String operator;
    private String reader;

    @BeforeAll
    void start() throws Exception {
        browser = Browser.find().orElse(null);
        assumeTrue(browser != null, "the console is not looked at: there is no chromium with its chromedriver here");
        Path file = dir.resolve("tokens.json");
        tokens = new TokensOffice(file);
        operator = tokens.create("operations", Role.OPERATE, List.of(TokenEntry.ALL_SHOPS), null);
        reader = tokens.create("support", Role.READ, List.of(TokenEntry.ALL_SHOPS), null);
        stack = new Stack(dir, 2, file, config -> config.skus(10));
        stack.simulator().announce(SHOP);
        console = new Console(browser, stack.stockUrl());
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

    private JsonNode letters(String query) throws Exception {
        return stack.read(LETTERS + query).path("letters");
    }

    /** A webhook that cannot be read; the letter's id. */
    private String die(String webhookId, String topic, String body, String cause) throws Exception {
        int before = letters("?cause=" + cause).size();
        stack.webhook(webhookId, topic, body);
        await().atMost(SOON).until(() -> letters("?cause=" + cause).size() > before);
        return letters("?cause=" + cause).get(before).path("id").asText();
    }

    private void confirmDialog() {
        browser.click("dialog[open] .primary");
        await().atMost(SOON).until(() -> browser.all("dialog").isEmpty());
    }

    @Test
    void a_wrong_token_is_refused_with_what_to_do_and_is_not_kept() throws Exception {
        console.arrive();
        console.enter("st_nobody");

        console.awaitText("#token-fault", "not known here");
        assertThat(browser.find("#token").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.evaluate("sessionStorage.length")).isEqualTo(0L);
        assertThat(Axe.findings(browser)).isEmpty();
        browser.screenshot("console-login-refused-1280-light");

        console.enter(operator);
        browser.find("nav.places");
        console.open("#/shops");
        browser.find("tbody tr");
        assertThat(browser.evaluate("document.cookie + JSON.stringify(localStorage)"))
                .as("nothing outlives the tab")
                .isEqualTo("{}");
        browser.click(".account > .button:last-child");
        browser.find("#token");
        assertThat(browser.evaluate("sessionStorage.length")).isEqualTo(0L);
    }

    @Test
    void a_token_that_is_taken_back_ends_the_session_with_the_reason() throws Exception {
        String leaving = tokens.create("carl", Role.READ, List.of(TokenEntry.ALL_SHOPS), null);
        await().atMost(SOON).until(() -> stack.get("/v1/whoami", leaving).statusCode() == 200);
        console.logIn(leaving);
        console.open("#/jobs");

        tokens.revoke("carl");

        console.awaitText("#token-fault", "no longer accepted");
    }

    @Test
    void one_letter_is_redriven_once_that_was_confirmed_and_then_says_by_whom() throws Exception {
        String id = die("act-1", "orders/create", "{\"id\":1}", "malformed_body");
        console.logIn(operator);
        console.open("#/dead-letters/" + SHOP + "/" + id);
        browser.click(".page-beside .button");
        browser.find("dialog[open]");
        browser.screenshot("console-confirm-1280-light");
        assertThat(Axe.findings(browser)).isEmpty();
        browser.click("dialog[open] .button:not(.primary)");
        await().atMost(SOON).until(() -> browser.all("dialog").isEmpty());
        assertThat(stack.read(LETTERS + "/" + id).path("redrives"))
                .as("it was not confirmed")
                .isEmpty();

        browser.click(".page-beside .button");
        confirmDialog();

        console.awaitText(".toast", "redriven");
        console.awaitText("section[aria-labelledby=tries] tbody", "operations");
        assertThat(stack.read(LETTERS + "/" + id).at("/redrives/0/outcome").asText())
                .isEqualTo("redriven");
        browser.screenshot("console-redriven-1280-light");
        console.assertQuiet();
    }

    /** These die again as they are redriven; what is then new is not among what was confirmed. */
    @Test
    void all_letters_of_a_filter_are_redriven_with_an_outcome_for_each_and_stand_among_the_jobs() throws Exception {
        for (int i = 0; i < 30; i++) {
            stack.webhook("json-" + i, "inventory_levels/update", "{");
        }
        await().atMost(SOON).until(() -> letters("?cause=malformed_json").size() == 30);
        console.logIn(operator);
        console.open("#/dead-letters/" + SHOP + "?cause=malformed_json");
        browser.find("tbody tr");
        browser.click(".page-beside .button");
        console.awaitText("dialog[open] h2", "30 dead letters");
        confirmDialog();

        console.awaitText("#redrive", "Redrive ended");
        assertThat(browser.all("section[aria-labelledby=redrive] tbody tr")).hasSize(30);
        console.awaitText("#announcer", "30 redriven");
        browser.showAtWidth(1280);
        browser.screenshot("console-redrive-1280-light");
        assertThat(Axe.findings(browser)).isEmpty();

        console.open("#/jobs");
        console.awaitText("tbody", "Redrive");
        console.awaitText("tbody", "operations");
        console.awaitText("tbody", "30 of 30");
        console.assertQuiet();
    }

    @Test
    void a_shop_is_reconciled_and_its_job_is_followed_to_the_end() throws Exception {
        console.logIn(operator);
        console.open("#/shops");
        browser.click("button[aria-label='Reconcile " + SHOP + "']");
        browser.click("dialog[open] input[value=full]");
        confirmDialog();

        console.awaitText("section[aria-labelledby=reconciling] .badge", "Done");
        console.judge("reconciled");
        console.open("#/jobs");
        console.awaitText("tbody", "Reconcile");
        console.awaitText("tbody", "operations");
        console.judge("jobs");
    }

    @Test
    void whoever_may_only_read_sees_why_an_action_is_not_theirs() throws Exception {
        String id = die("act-2", "orders/create", "{\"id\":2}", "malformed_body");
        console.logIn(reader);
        console.open("#/dead-letters/" + SHOP + "/" + id);
        browser.click(".page-beside .button");

        assertThat(browser.all("dialog")).isEmpty();
        assertThat(browser.find(".page-beside .button").getDomAttribute("aria-disabled"))
                .isEqualTo("true");
        assertThat(console.text("main"))
                .contains("Your token has the role read", "needs a token with the role operate");
        assertThat(Axe.findings(browser)).isEmpty();
        console.open("#/shops");
        console.awaitText("main", "needs a token with the role operate");
        console.assertQuiet();
    }

    @Test
    void an_action_is_done_with_the_keyboard_alone() throws Exception {
        String id = die("act-3", "orders/create", "{\"id\":3}", "malformed_body");
        console.logIn(operator);
        browser.reload();
        browser.find("nav.places");
        press(Keys.TAB);
        assertThat(browser.active().getText())
                .as("the first stop skips what repeats")
                .isEqualTo("Skip to the content");
        walkTo("nav.places a[href^='#/dead-letters']", Keys.ENTER);
        await().atMost(SOON).until(() -> browser.active().getText().equals("Dead letters"));
        browser.find("tbody tr");
        walkTo("button[aria-label='Redrive " + id + "']", Keys.ENTER);
        browser.find("dialog[open]");
        assertThat(browser.active().getText()).as("the focus is in the dialog").isEqualTo("Redrive");
        press(Keys.ESCAPE);
        await().atMost(SOON).until(() -> browser.all("dialog").isEmpty());
        assertThat(browser.active().getDomAttribute("aria-label"))
                .as("and back")
                .isEqualTo("Redrive " + id);
        press(Keys.ENTER);
        browser.find("dialog[open]");
        press(Keys.ENTER);

        console.awaitText("#announcer", "Dead letter " + id + ": redriven");
        await().atMost(SOON)
                .until(() -> stack.read(LETTERS + "/" + id).path("redrives").size() == 1);
    }

    private void press(Keys key) {
        browser.active().sendKeys(key);
    }

    /** By the tab key from where the focus is. */
    private void walkTo(String css, Keys key) {
        for (int i = 0; i < TABS; i++) {
            if ((Boolean) browser.evaluate("document.activeElement.matches(\"" + css + "\")")) {
                press(key);
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("the tab key does not lead to " + css);
    }
}
