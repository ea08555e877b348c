package io.stocktide.simulator.admin;

import java.util.Map;

/**
 * The idempotency keys of a shop that were applied, whether or not they are still remembered.
 *
 * @param applied how many
 * @param appliedAgain those that were applied more than once, and how often
 */
public record AppliedKeys(int applied, Map<String, Integer> appliedAgain) {
    public AppliedKeys {
        appliedAgain = Map.copyOf(appliedAgain);
    }
}
