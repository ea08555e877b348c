package io.stocktide.topology.trace;

import io.stocktide.schemas.rest.Trace;
import java.util.ArrayList;
import java.util.List;

/** What a trace has come to so far. */
final class Findings {
    private final List<Trace.Step> steps = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private boolean complete = true;

    void add(Trace.Step step) {
        steps.add(step);
    }

    /** Something that was to be found was not. */
    void misses(String remark) {
        complete = false;
        remark(remark);
    }

    /** Something that people should know and that is no gap. */
    void remark(String remark) {
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    Trace toTrace(String shop, String id, Trace.Kind kind) {
        return new Trace(shop, id, kind, complete, remarks, steps);
    }
}
