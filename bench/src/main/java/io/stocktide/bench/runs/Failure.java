package io.stocktide.bench.runs;

import java.nio.file.Path;

/**
 * A run that gave no figures.
 *
 * @param why what it said
 * @param dir where its logs lie
 */
public record Failure(String why, Path dir) {}
