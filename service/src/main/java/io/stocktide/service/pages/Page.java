package io.stocktide.service.pages;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.Map;
import java.util.function.Consumer;

/** Serves a page from memory: its {@code index.html} at the directory, its files beside it and one folder deeper. */
public final class Page implements Consumer<RoutesConfig> {
    /** Whatever an answer holds, the browser asks nobody else and runs nothing but these files. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String path;
    private final Map<String, PageFile> files;

    /**
     * @param path such as {@code /docs}
     * @param files by name, a folder's with the folder: {@code index.html}, {@code pages/jobs.js}
     */
    public Page(String path, Map<String, PageFile> files) {
        this.path = path;
        this.files = Map.copyOf(files);
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get(path, this::index);
        routes.get(path + "/{file}", ctx -> serve(ctx, ctx.pathParam("file")));
        if (files.keySet().stream().anyMatch(name -> name.contains("/"))) {
            routes.get(
                    path + "/{folder}/{file}",
                    ctx -> serve(ctx, ctx.pathParam("folder") + "/" + ctx.pathParam("file")));
        }
    }

    /** Its links are relative to the directory. */
    private void index(Context ctx) {
        if (ctx.path().endsWith("/")) {
            serve(ctx, "index.html");
        } else {
            ctx.redirect(path + "/", HttpStatus.PERMANENT_REDIRECT);
        }
    }

    private void serve(Context ctx, String name) {
        PageFile file = files.get(name);
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
}
