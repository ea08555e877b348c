package io.stocktide.service.docs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/** Serves {@code /docs/}: Swagger UI on {@code /openapi.json}, from the class path alone, and nothing of another host. */
public final class DocsPage implements Consumer<RoutesConfig> {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    /** Whatever the description or an answer holds, the browser asks nobody else and runs nothing but these files. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, DocsFile> files = new LinkedHashMap<>();

    public DocsPage() {
        String swagger = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
        files.put("index.html", DocsFile.read("/docs/index.html", "text/html; charset=utf-8"));
        files.put("docs.css", DocsFile.read("/docs/docs.css", STYLE));
        files.put("docs.js", DocsFile.read("/docs/docs.js", SCRIPT));
        files.put("swagger-ui.css", DocsFile.read(swagger + "swagger-ui.css", STYLE));
        files.put("swagger-ui-bundle.js", DocsFile.read(swagger + "swagger-ui-bundle.js", SCRIPT));
        files.put("favicon-32x32.png", DocsFile.read(swagger + "favicon-32x32.png", "image/png"));
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/docs", this::index);
        routes.get("/docs/{file}", ctx -> serve(ctx, ctx.pathParam("file")));
    }

    /** Its links are relative to the directory. */
    private void index(Context ctx) {
        if (ctx.path().endsWith("/")) {
            serve(ctx, "index.html");
        } else {
            ctx.redirect("/docs/", HttpStatus.PERMANENT_REDIRECT);
        }
    }

    private void serve(Context ctx, String name) {
        DocsFile file = files.get(name);
        if (file == null) {
            throw new NotFoundResponse();
        }
        ctx.header("ETag", file.etag());
        // Asked for each time and sent once a version: a page and its script are never of two versions.
        ctx.header("Cache-Control", "no-cache");
        ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.contentType(file.contentType());
        if (file.etag().equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
        } else {
            ctx.result(file.content());
        }
    }

    private static String version() {
        try (InputStream in = DocsPage.class.getResourceAsStream(WEBJAR)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
