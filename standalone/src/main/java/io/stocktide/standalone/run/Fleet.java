package io.stocktide.standalone.run;

import io.stocktide.service.shops.ConfigException;
import java.nio.file.Path;

/**
 * Several topology instances, each a process.
 *
 * @param instances how many, at least two
 * @param shopsFile which each of them reads
 */
public record Fleet(int instances, Path shopsFile) {
    private static final int MAX_INSTANCES = 9;
    private static final int PORTS_APART = 100;

    public Fleet {
        if (instances < 2 || instances > MAX_INSTANCES) {
            throw new ConfigException("a fleet has 2 to " + MAX_INSTANCES + " instances");
        }
    }

    /** The port of an instance, counted from 1, where the first has the one given; 100 apart, so that other roles fit between. */
    static int port(int first, int instance) {
        return first + (instance - 1) * PORTS_APART;
    }
}
