package io.stocktide.standalone.run;

import java.util.List;
import java.util.Optional;

/** The topology of a stack: in this process, or in several of its own. */
interface TopologyRole extends AutoCloseable {
    void start();

    /** Why it cannot do its work now; empty where it can. */
    Optional<String> notReadyBecause();

    /** Where each instance answers. */
    List<String> urls();

    @Override
    void close();
}
