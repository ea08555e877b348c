package io.stocktide.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of this machine, without a screen. */
final class Browser implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Browser(Path chromium, Path chromeDriver) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        // Root, as in a container, has no sandbox.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromeDriver.toFile())
                .build();
        this.driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(SOON);
    }

    /** Empty where this machine has no Chromium with its driver. */
    static Optional<Browser> find() {
        Optional<Path> chromium = executable("chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromeDriver = executable("chromedriver");
        return chromium.isEmpty() || chromeDriver.isEmpty()
                ? Optional.empty()
                : Optional.of(new Browser(chromium.get(), chromeDriver.get()));
    }

    private static Optional<Path> executable(String... names) {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(dir -> Stream.of(names).map(name -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void open(String url) {
        driver.get(url);
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** What the selector finds, once it is there. */
    WebElement find(String css) {
        await().atMost(SOON).until(() -> !all(css).isEmpty());
        return driver.findElement(By.cssSelector(css));
    }

    /** Likewise, and once nothing lies over it. */
    void click(String css) {
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    driver.findElement(By.cssSelector(css)).click();
                    return true;
                });
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    void scrollTo(String css) {
        driver.executeScript("document.querySelector(arguments[0]).scrollIntoView()", css);
    }

    Object evaluate(String script) {
        return driver.executeScript("return " + script);
    }

    void run(String script) {
        driver.executeScript(script);
    }

    /** Runs a script that calls its last argument back with what it has found. */
    Object evaluateLater(String script) {
        return driver.executeAsyncScript(script);
    }

    /** Whoever has the focus. */
    WebElement active() {
        return driver.switchTo().activeElement();
    }

    String title() {
        return driver.getTitle();
    }

    /** The page's width in CSS pixels, as on a phone. */
    void showAtWidth(int width) {
        showAt(width, 844);
    }

    void showAt(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** @param scheme light or dark */
    void preferColorScheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                // What is half faded is of neither scheme.
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** For people to look at. */
    void screenshot(String name) throws IOException {
        Path dir = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(dir.resolve(name + ".png"), picture());
    }

    /** A PNG of what is in sight. */
    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** What has come to the console. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Where the page has sent requests to since the last time. */
    List<String> requests() throws IOException {
        List<String> urls = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = Json.mapper().readTree(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                urls.add(message.at("/params/request/url").asText());
            }
        }
        return urls;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
