package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.WebDriverException;

/** The console in a browser, as somebody uses it who has a token. */
final class Console implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PICTURES = System.getProperty("console.pictures", "");
    private static final int PICTURE_HEIGHT = 1120;
    private static final int MAX_PICTURE_BYTES = 200 * 1024;

    /** What axe-core draws to see contrasts, and what a browser says where the machine's networks change. */
    private static final List<String> NOT_OURS = List.of("willReadFrequently", "ERR_NETWORK_CHANGED");

    private final Browser browser;
    private final String home;

    Console(Browser browser, String stockUrl) {
        this.browser = browser;
        this.home = stockUrl + "/console/";
    }

    Browser browser() {
        return browser;
    }

    /** As somebody who has just opened the page, in a tab that remembers nobody. */
    void arrive() {
        browser.preferColorScheme("light");
        browser.showAtWidth(1280);
        browser.open(home + "favicon.svg");
        browser.run("sessionStorage.clear(); localStorage.clear()");
        browser.open(home);
        browser.find("#token");
    }

    void logIn(String token) {
        arrive();
        enter(token);
        browser.find("nav.places");
        forget();
    }

    void enter(String token) {
        browser.find("#token").clear();
        browser.find("#token").sendKeys(token);
        browser.click("form .primary");
    }

    /**
     * Opens an address within the console.
     *
     * @param address such as {@code #/stock/a.myshopify.com}
     */
    void open(String address) {
        browser.open(home + address);
        browser.find("h1");
    }

    void awaitText(String css, String text) {
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(() -> assertThat(text(css)).contains(text));
    }

    String text(String css) {
        return browser.find(css).getText();
    }

    /** What has come to the browser's console until now is of no matter. */
    void forget() {
        browser.console();
        try {
            browser.requests();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** At both widths, in both schemes: nothing sticks out, nobody is kept out. Pictures of all; one for the README. */
    void judge(String name) throws IOException {
        for (String scheme : List.of("dark", "light")) {
            for (int width : new int[] {390, 1280}) {
                browser.preferColorScheme(scheme);
                browser.showAtWidth(width);
                browser.run("scrollTo(0, 0)");
                assertThat((Long) browser.evaluate("document.documentElement.scrollWidth"))
                        .as("nothing of %s sticks out at %d", name, width)
                        .isLessThanOrEqualTo(width);
                assertThat(Axe.findings(browser))
                        .as("%s, %s, %d", name, scheme, width)
                        .isEmpty();
                browser.screenshot("console-" + name + "-" + width + "-" + scheme);
            }
        }
        keepPicture(name);
        assertQuiet();
    }

    /** Whether the README's are to be made anew. */
    static boolean picturesAreWanted() {
        return !PICTURES.isEmpty();
    }

    /** No error, and nobody else was asked for anything. */
    void assertQuiet() throws IOException {
        assertThat(browser.console())
                .filteredOn(message -> NOT_OURS.stream().noneMatch(message::contains))
                .isEmpty();
        String origin = home.substring(0, home.indexOf("/console/") + 1);
        assertThat(browser.requests()).allMatch(url -> url.startsWith(origin) || url.startsWith("data:"));
    }

    /** Where {@code -Dconsole.pictures=DIR} says, from the root of the sources; wide and light, as it now is. */
    private void keepPicture(String name) throws IOException {
        if (picturesAreWanted()) {
            browser.showAt(1280, PICTURE_HEIGHT);
            byte[] picture = browser.picture();
            assertThat(picture).as("a picture for the README").hasSizeLessThan(MAX_PICTURE_BYTES);
            Path images = Files.createDirectories(Path.of("..").resolve(PICTURES));
            Files.write(images.resolve("console-" + name + ".png"), picture);
        }
    }

    @Override
    public void close() {
        browser.close();
    }
}
