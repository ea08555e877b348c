package io.stocktide.topology.console;

import io.javalin.config.RoutesConfig;
import io.stocktide.service.pages.Page;
import io.stocktide.service.pages.PageFile;
import io.stocktide.service.pages.Webjar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Serves {@code /console/}: what operators see and do, over the same REST that everybody uses. */
public final class ConsolePage implements Consumer<RoutesConfig> {
    /** By folder; the empty one is the page's own. */
    private static final Map<String, List<String>> FILES = Map.of(
            "", List.of("app.js", "favicon.svg", "index.html", "theme.js"),
            "lib",
                    List.of(
                            "api.js",
                            "events.js",
                            "format.js",
                            "levels.js",
                            "pause.js",
                            "poll.js",
                            "problem.js",
                            "router.js",
                            "scale.js",
                            "session.js",
                            "stock-stream.js"),
            "pages",
                    List.of(
                            "dead-letter.js",
                            "dead-letters.js",
                            "index.js",
                            "item.js",
                            "jobs.js",
                            "login.js",
                            "overview.js",
                            "shops.js",
                            "stock.js",
                            "trace.js"),
            "parts",
                    List.of(
                            "announce.js",
                            "attention.js",
                            "badge.js",
                            "budget.js",
                            "confirm.js",
                            "figure.js",
                            "heading.js",
                            "held.js",
                            "hour-charts.js",
                            "icons.js",
                            "instances.js",
                            "ledger-chart.js",
                            "ledger-list.js",
                            "letter-filter.js",
                            "line-chart.js",
                            "live-state.js",
                            "moment.js",
                            "notice.js",
                            "operator.js",
                            "pager.js",
                            "progress.js",
                            "reconciliation.js",
                            "redrive-many.js",
                            "redrive-one.js",
                            "redrives.js",
                            "shell.js",
                            "shop-choice.js",
                            "system-figures.js",
                            "table.js",
                            "theme-toggle.js",
                            "timeline.js",
                            "toast.js",
                            "trace-steps.js"),
            "styles",
                    List.of(
                            "base.css",
                            "charts.css",
                            "figures.css",
                            "forms.css",
                            "login.css",
                            "notices.css",
                            "parts.css",
                            "shell.css",
                            "tables.css",
                            "timeline.css"));

    private final Page page = new Page("/console", files());

    private static Map<String, PageFile> files() {
        Map<String, PageFile> files = new LinkedHashMap<>();
        FILES.forEach((folder, names) -> names.forEach(name -> {
            String file = folder.isEmpty() ? name : folder + "/" + name;
            files.put(file, PageFile.read("/console/" + file));
        }));
        files.put("lit/lit-html.js", new Webjar("org.webjars.npm", "lit-html").file("lit-html.js"));
        return files;
    }

    @Override
    public void accept(RoutesConfig routes) {
        page.accept(routes);
    }
}
