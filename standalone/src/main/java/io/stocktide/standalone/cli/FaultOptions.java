package io.stocktide.standalone.cli;

import io.stocktide.service.shops.ConfigException;
import io.stocktide.simulator.config.FaultTimes;
import io.stocktide.simulator.http.FaultPlan;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the simulated Shopify fails. */
final class FaultOptions {
    @Option(
            names = "--faults",
            arity = "0..1",
            paramLabel = "KINDS",
            fallbackValue = "all",
            description = "Requests fail by chance: all kinds, or those named, such as lost_answer=0.05,hang"
                    + " (default: none; see GET /faults).")
    private String faults;

    @Option(
            names = "--fault-share",
            defaultValue = "0.1",
            description = "Share of requests that fail, over the kinds without a share of their own"
                    + " (default: ${DEFAULT-VALUE}).")
    private double share;

    @Option(
            names = "--fault-seed",
            defaultValue = "1",
            description = "Seed of which requests fail (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--hang-seconds",
            defaultValue = "60",
            description = "How long a request that hangs is not answered (default: ${DEFAULT-VALUE}).")
    private int hangSeconds;

    @Option(
            names = "--key-lifetime-seconds",
            defaultValue = "86400",
            description = "How long an idempotency key is remembered (default: ${DEFAULT-VALUE}, as Shopify).")
    private int keyLifetimeSeconds;

    FaultPlan plan() {
        try {
            return faults == null ? FaultPlan.NONE : FaultPlan.parse(faults, seed, share);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--faults: " + e.getMessage());
        }
    }

    FaultTimes times() {
        FaultTimes usual = FaultTimes.defaults();
        try {
            return new FaultTimes(Duration.ofSeconds(hangSeconds), usual.late(), usual.slow(), usual.revoked());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--hang-seconds: " + e.getMessage());
        }
    }

    Duration keyLifetime() {
        if (keyLifetimeSeconds < 1) {
            throw new ConfigException("--key-lifetime-seconds must be at least 1");
        }
        return Duration.ofSeconds(keyLifetimeSeconds);
    }
}
