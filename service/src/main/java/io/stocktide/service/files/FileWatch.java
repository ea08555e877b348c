package io.stocktide.service.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files once a second, on a thread of its own, and tells when one has changed. By looking and not by the
 * operating system's notices: those miss a file behind a symbolic link, which is how Kubernetes mounts a secret.
 */
public final class FileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final long PERIOD_MILLIS = 1_000;

    /** What a change changes; the key is another where the file was replaced by one that was moved over it. */
    private record Look(FileTime changedAt, long bytes, String key) {
        static final Look MISSING = new Look(FileTime.fromMillis(0), -1, "");

        static Look at(Path file) {
            try {
                BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
                return new Look(is.lastModifiedTime(), is.size(), String.valueOf(is.fileKey()));
            } catch (IOException e) {
                return MISSING;
            }
        }
    }

    private final List<Path> files;
    private final Runnable changed;
    private final ScheduledExecutorService executor;
    private List<Look> seen;

    /**
     * Takes the files as they are now; looks at them once it is started.
     *
     * @param changed runs at each change, also where a file has gone; what it throws is logged
     */
    public FileWatch(String threadName, List<Path> files, Runnable changed) {
        this.files = List.copyOf(files);
        this.changed = changed;
        this.seen = look();
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
    }

    public FileWatch start() {
        var unused =
                executor.scheduleWithFixedDelay(this::tellChange, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    private void tellChange() {
        // Looked at before it is read: one that changes meanwhile shows as another at the next look.
        List<Look> now = look();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            changed.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a changed file was not taken up: {}", files);
        }
    }

    private List<Look> look() {
        return files.stream().map(Look::at).toList();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
