package io.stocktide.topology.engine;

import java.util.List;
import java.util.Optional;

/** Lines of one shop that wait for their SKU to become known. */
public interface ParkedLines {
    void park(ParkedLine line);

    Optional<ParkedLine> parked(long id);

    /** The lines that wait for the SKU. */
    List<ParkedLine> parkedFor(String sku);

    void unpark(ParkedLine line);
}
