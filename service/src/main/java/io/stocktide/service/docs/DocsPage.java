package io.stocktide.service.docs;

import io.javalin.config.RoutesConfig;
import io.stocktide.service.pages.Page;
import io.stocktide.service.pages.PageFile;
import io.stocktide.service.pages.Webjar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Serves {@code /docs/}: Swagger UI on {@code /openapi.json}, from the class path alone, and nothing of another host. */
public final class DocsPage implements Consumer<RoutesConfig> {
    private final Page page = new Page("/docs", files());

    private static Map<String, PageFile> files() {
        Map<String, PageFile> files = new LinkedHashMap<>();
        for (String name : List.of("index.html", "docs.css", "docs.js")) {
            files.put(name, PageFile.read("/docs/" + name));
        }
        Webjar swagger = new Webjar("org.webjars", "swagger-ui");
        for (String name : List.of("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png")) {
            files.put(name, swagger.file(name));
        }
        return files;
    }

    @Override
    public void accept(RoutesConfig routes) {
        page.accept(routes);
    }
}
