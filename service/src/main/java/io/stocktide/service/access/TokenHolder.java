package io.stocktide.service.access;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whoever shows a token, where no one shop is asked for.
 *
 * @param tokenName names the token, and is no secret
 * @param role the most that it may do in any of its shops; what it may in one is for {@link ShopAccess#require} to say
 * @param shops the domains that it opens, lower case; {@link TokenEntry#ALL_SHOPS} opens all
 */
public record TokenHolder(String tokenName, Role role, Set<String> shops) {
    public TokenHolder {
        shops = Set.copyOf(shops);
    }

    static TokenHolder of(List<TokenEntry> entries) {
        Set<String> shops = new TreeSet<>();
        entries.forEach(entry -> shops.addAll(entry.shops()));
        Role role = entries.stream()
                .map(TokenEntry::role)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new TokenHolder(entries.get(0).name(), role, shops);
    }

    public boolean opensAll() {
        return shops.contains(TokenEntry.ALL_SHOPS);
    }

    public boolean opens(String shop) {
        return opensAll() || shops.contains(shop);
    }
}
