package io.stocktide.schemas.value;

import java.time.Instant;

/**
 * A replay of an application: its state is to be rebuilt from the topics, up to the fence that bears the id.
 *
 * @param since facts are read from then on; null for the earliest
 */
public record Replay(String replayId, String applicationId, Instant since, Instant startedAt) {}
