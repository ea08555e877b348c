package io.stocktide.topology.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Knows which replay the local state is of: state of before a replay must not be gone on with. */
final class StateOwner {
    private static final String NONE = "none";

    private final Path file;
    private final String replayId;

    /**
     * @param replayId null where there was none
     */
    StateOwner(Path stateDir, String applicationId, String replayId) {
        this.file = stateDir.resolve(applicationId + ".replay");
        this.replayId = replayId == null ? NONE : replayId;
    }

    /** Has the state removed where it is of another replay; throws {@link UncheckedIOException}. */
    void claim(Runnable remove) {
        try {
            String owner = Files.exists(file) ? Files.readString(file).strip() : NONE;
            if (!owner.equals(replayId)) {
                remove.run();
                Files.createDirectories(file.getParent());
                Files.writeString(file, replayId);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note of which replay the state is: " + file, e);
        }
    }
}
