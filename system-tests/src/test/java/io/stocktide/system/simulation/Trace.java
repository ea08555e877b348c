package io.stocktide.system.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened in a run, line by line, for whoever has to understand a failure. */
final class Trace {
    private final Wire wire;
    private final boolean wanted;
    private final List<String> lines = new ArrayList<>();

    Trace(Wire wire, boolean wanted) {
        this.wire = wire;
        this.wanted = wanted;
    }

    void add(String format, Object... values) {
        if (wanted) {
            lines.add(Instant.ofEpochMilli(wire.nowMillis()) + "  " + String.format(Locale.ROOT, format, values));
        }
    }

    List<String> lines() {
        return lines;
    }
}
