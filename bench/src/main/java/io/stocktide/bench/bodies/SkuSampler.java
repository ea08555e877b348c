package io.stocktide.bench.bodies;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws SKUs by their numbers from 0: all alike, or by Zipf's law with exponent 1, where SKU 0 sells most. */
final class SkuSampler {
    private final int skus;

    /** Sums of 1, 1/2, 1/3 … up to each SKU; empty where all are alike. */
    private final double[] cumulative;

    SkuSampler(int skus, boolean zipf) {
        this.skus = skus;
        this.cumulative = new double[zipf ? skus : 0];
        for (int i = 0; i < cumulative.length; i++) {
            cumulative[i] = (i == 0 ? 0 : cumulative[i - 1]) + 1.0 / (i + 1);
        }
    }

    int next(SplittableRandom random) {
        if (cumulative.length == 0) {
            return random.nextInt(skus);
        }
        int at = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[skus - 1]);
        return at >= 0 ? Math.min(at + 1, skus - 1) : -at - 1;
    }
}
