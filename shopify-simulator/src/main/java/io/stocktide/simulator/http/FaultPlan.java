package io.stocktide.simulator.http;

import io.stocktide.simulator.http.Faults.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Faults by chance: of the Admin API requests of each shop, a share of each kind.
 *
 * @param seed with the shop's domain the source of its chance: the nth request of a shop always meets the same
 * @param shares from 0 to 1 each, and no more than 1 together
 * @param shops those it strikes; empty for all
 */
public record FaultPlan(long seed, Map<Kind, Double> shares, Set<String> shops) {
    /** Strikes nobody. */
    public static final FaultPlan NONE = new FaultPlan(0, Map.of(), Set.of());

    public FaultPlan {
        Map<Kind, Double> ordered = new EnumMap<>(Kind.class);
        ordered.putAll(shares == null ? Map.of() : shares);
        shares = Collections.unmodifiableMap(ordered);
        shops = shops == null ? Set.of() : Set.copyOf(shops);
        shares.forEach((kind, share) -> {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("the share of " + kind + " must be between 0 and 1, was " + share);
            }
        });
        if (shares.values().stream().mapToDouble(Double::doubleValue).sum() > 1 + 1e-9) {
            throw new IllegalArgumentException("the shares of all faults together must not be above 1");
        }
    }

    /** That share of all requests over the kinds; those that take a client's patience are a tenth as frequent. */
    public static FaultPlan mix(long seed, double share, Set<Kind> kinds) {
        double weights = kinds.stream().mapToDouble(FaultPlan::weight).sum();
        return new FaultPlan(
                seed,
                kinds.stream().collect(Collectors.toMap(kind -> kind, kind -> share * weight(kind) / weights)),
                Set.of());
    }

    /**
     * Reads {@code all}, or names with or without a share of their own: {@code lost_answer=0.05,hang}. What has none
     * shares in the rest.
     *
     * @param restShare of all kinds together that give no share
     */
    public static FaultPlan parse(String text, long seed, double restShare) {
        if (text.trim().equalsIgnoreCase("all")) {
            return mix(seed, restShare, EnumSet.allOf(Kind.class));
        }
        Map<Kind, Double> shares = new EnumMap<>(Kind.class);
        Set<Kind> rest = EnumSet.noneOf(Kind.class);
        Arrays.stream(text.split(",")).map(String::trim).forEach(each -> {
            int equals = each.indexOf('=');
            if (equals < 0) {
                rest.add(Kind.of(each));
            } else {
                shares.put(Kind.of(each.substring(0, equals)), number(each.substring(equals + 1)));
            }
        });
        if (!rest.isEmpty()) {
            shares.putAll(mix(seed, restShare, rest).shares());
        }
        return new FaultPlan(seed, shares, Set.of());
    }

    public FaultPlan onShops(Set<String> some) {
        return new FaultPlan(seed, shares, some);
    }

    boolean strikes(String shop) {
        return !shares.isEmpty() && (shops.isEmpty() || shops.contains(shop));
    }

    /** The fault at that point between 0 and 1, or null. */
    Kind at(double point) {
        double upTo = 0;
        for (Map.Entry<Kind, Double> each : shares.entrySet()) {
            upTo += each.getValue();
            if (point < upTo) {
                return each.getKey();
            }
        }
        return null;
    }

    private static double weight(Kind kind) {
        return kind.isLong() ? 0.1 : 1;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a fault's share is a number from 0 to 1, not '" + text + "'", e);
        }
    }
}
