package io.stocktide.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** axe-core: what in a page keeps people out. */
final class Axe {
    private static final String POM = "/META-INF/maven/org.webjars.npm/axe-core/pom.properties";

    private Axe() {}

    /** Findings that axe calls serious or critical, each with where it is. */
    static List<String> findings(Browser browser) throws IOException {
        if ((Boolean) browser.evaluate("typeof axe === 'undefined'")) {
            browser.run(script());
        }
        Object found = browser.evaluateLater("const done = arguments[0];"
                + "axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations"
                + ".filter(each => ['serious', 'critical'].includes(each.impact))"
                + ".flatMap(each => each.nodes.map(node => each.id + ': ' + node.target.join(' ') + ' '"
                + " + node.failureSummary))), problem => done(['axe failed: ' + problem]))");
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static String script() throws IOException {
        Properties pom = new Properties();
        try (InputStream in = Axe.class.getResourceAsStream(POM)) {
            pom.load(in);
        }
        String file = "/META-INF/resources/webjars/axe-core/" + pom.getProperty("version") + "/axe.min.js";
        try (InputStream in = Axe.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
