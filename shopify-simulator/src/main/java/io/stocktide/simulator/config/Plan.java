package io.stocktide.simulator.config;

/** Shopify's plans by what their cost buckets restore each second; each bucket holds twenty seconds of that. */
public enum Plan {
    STANDARD(100),
    ADVANCED(200),
    PLUS(1_000),
    ENTERPRISE(2_000);

    private final int pointsPerSecond;

    Plan(int pointsPerSecond) {
        this.pointsPerSecond = pointsPerSecond;
    }

    int pointsPerSecond() {
        return pointsPerSecond;
    }

    int maximumPoints() {
        return 20 * pointsPerSecond;
    }
}
