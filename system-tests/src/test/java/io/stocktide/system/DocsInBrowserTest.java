package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page at {@code /docs/}, as a browser shows it. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsInBrowserTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LIST = "#operations-stock-listStock";

    @TempDir
    static Path dir;

    private Browser browser;
    private Stack stack;

    @BeforeAll
    void start() {
        browser = Browser.find().orElse(null);
        assumeTrue(browser != null, "the page is not looked at: there is no chromium with its chromedriver here");
        stack = Stack.quiet(dir);
        stack.simulator().announce(Stack.SHOP);
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
            stack.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser.console();
        browser.requests();
        browser.preferColorScheme("light");
        browser.showAtWidth(1280);
        browser.open(stack.stockUrl() + "/docs/");
        browser.find(LIST);
    }

    private long operations() throws Exception {
        JsonNode paths = stack.read("/openapi.json").path("paths");
        return paths.propertyStream().mapToLong(path -> path.getValue().size()).sum();
    }

    @Test
    void it_shows_every_operation_at_either_width_and_in_either_scheme() throws Exception {
        for (String scheme : new String[] {"light", "dark"}) {
            for (int width : new int[] {1280, 390}) {
                browser.preferColorScheme(scheme);
                browser.showAtWidth(width);

                await().atMost(SOON).until(() -> browser.all(".opblock").size() == operations());
                await().atMost(SOON)
                        .until(() -> scheme.equals("dark")
                                == (Boolean) browser.evaluate("document.documentElement.matches('.dark-mode')"));
                assertThat((Long) browser.evaluate("document.documentElement.scrollWidth"))
                        .as("nothing sticks out at %d", width)
                        .isLessThanOrEqualTo(width);
                browser.screenshot("docs-" + width + "-" + scheme);
            }
        }
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void a_request_from_it_is_answered_and_no_other_origin_is_asked() throws Exception {
        await().atMost(SOON)
                .until(() -> stack.read("/v1/shops/" + Stack.SHOP + "/stock")
                                .path("items")
                                .size()
                        > 0);
        authorize();
        browser.click(LIST + " .opblock-summary-control");
        browser.find(LIST + " tr[data-param-name=shop] input").sendKeys(Stack.SHOP);
        browser.click(LIST + " .execute");

        String live = LIST + " .live-responses-table tr.response ";
        await().atMost(SOON)
                .until(() ->
                        browser.find(live + ".response-col_status").getText().startsWith("200"));
        assertThat(browser.find(live + ".response-col_description").getText()).contains("inventoryItemId");
        for (String scheme : new String[] {"light", "dark"}) {
            for (int width : new int[] {1280, 390}) {
                browser.preferColorScheme(scheme);
                browser.showAtWidth(width);
                browser.scrollTo(LIST + " .responses-inner");
                assertThat((Long) browser.evaluate("document.documentElement.scrollWidth"))
                        .as("nothing sticks out at %d", width)
                        .isLessThanOrEqualTo(width);
                browser.screenshot("answer-" + width + "-" + scheme);
            }
        }
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests())
                .anyMatch(url -> url.contains(Stack.SHOP + "/stock?limit="))
                .allMatch(url -> url.startsWith(stack.stockUrl() + "/") || url.startsWith("data:"));
    }

    private void authorize() throws Exception {
        browser.click(".auth-wrapper .authorize");
        browser.find(".auth-container input").sendKeys(stack.token(Stack.SHOP));
        browser.screenshot("authorize-1280-light");
        browser.click(".auth-btn-wrapper .authorize");
        browser.click(".auth-btn-wrapper .btn-done");
    }

    @Test
    void a_stream_which_has_no_end_is_shown_and_not_tried() throws Exception {
        String stream = "#operations-stock-streamStock";
        browser.click(stream + " .opblock-summary-control");
        browser.find(stream + " .responses-table");

        assertThat(browser.all(stream + " .execute")).isEmpty();
        assertThat(browser.all(stream + " .try-out__btn")).isEmpty();
        browser.scrollTo(stream);
        browser.screenshot("stream-1280-light");
        assertThat(browser.console()).isEmpty();
    }
}
