package io.stocktide.bench.runs;

/** How much is measured. */
public enum Size {
    /** All of it, as large as figures need it to be steady. */
    FULL,
    /** The main comparisons, in a few minutes. */
    QUICK,
    /** As little as shows that everything works; its figures say nothing. */
    SMOKE
}
