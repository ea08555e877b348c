package io.stocktide.simulator.admin;

import java.nio.file.Path;
import java.time.Instant;

/** One bulk query. Safe from any thread. */
final class BulkOperation {
    /** As the API names them; there are more. */
    enum Status {
        RUNNING,
        COMPLETED,
        FAILED
    }

    private final long id;
    private final String query;
    private final Instant createdAt;
    private final Path file;
    private final String url;
    private volatile Status status = Status.RUNNING;
    private volatile Instant completedAt;
    private volatile long objects;
    private volatile long rootObjects;
    private volatile long bytes;

    BulkOperation(long id, String query, Instant createdAt, Path file, String url) {
        this.id = id;
        this.query = query;
        this.createdAt = createdAt;
        this.file = file;
        this.url = url;
    }

    long id() {
        return id;
    }

    String query() {
        return query;
    }

    Instant createdAt() {
        return createdAt;
    }

    Path file() {
        return file;
    }

    /** Null until there is something to fetch. */
    String url() {
        return status == Status.COMPLETED && objects > 0 ? url : null;
    }

    Status status() {
        return status;
    }

    Instant completedAt() {
        return completedAt;
    }

    String errorCode() {
        return status == Status.FAILED ? "INTERNAL_SERVER_ERROR" : null;
    }

    long objects() {
        return objects;
    }

    long rootObjects() {
        return rootObjects;
    }

    Long fileSize() {
        return status == Status.COMPLETED ? bytes : null;
    }

    void reached(long rootObjectsNow, long objectsNow) {
        rootObjects = rootObjectsNow;
        objects = objectsNow;
    }

    void completed(long fileBytes, Instant at) {
        bytes = fileBytes;
        completedAt = at;
        status = Status.COMPLETED;
    }

    void failed() {
        status = Status.FAILED;
    }
}
