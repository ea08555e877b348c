package io.stocktide.service.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tokens that are good now; does not change. */
final class TokenSet {
    static final TokenSet EMPTY = new TokenSet(List.of());

    private final Map<Long, List<Token>> buckets = new HashMap<>();

    private TokenSet(Collection<Token> tokens) {
        tokens.forEach(token -> buckets.computeIfAbsent(token.digest().bucket(), bucket -> new ArrayList<>())
                .add(token));
    }

    /** A token that was in this set and is the same still keeps what it has used of its rate. */
    TokenSet replacedBy(Collection<TokenEntry> entries, int requestsPerSecond) {
        Map<TokenEntry, Token> known = new HashMap<>();
        buckets.values().forEach(bucket -> bucket.forEach(token -> known.put(token.entry(), token)));
        return new TokenSet(entries.stream()
                .map(entry -> known.containsKey(entry) ? known.get(entry) : new Token(entry, requestsPerSecond))
                .toList());
    }

    /** Every entry of the token as presented: it may open some shops by one and some by another. */
    List<Token> all(String presented) {
        TokenDigest digest = TokenDigest.of(presented);
        return buckets.getOrDefault(digest.bucket(), List.of()).stream()
                .filter(token -> digest.matches(token.digest()))
                .toList();
    }

    /**
     * The token as presented, if it opens the shop. One and the same may stand in the shops file for some shops and in
     * the tokens file for others.
     */
    Optional<Token> find(String presented, String shop) {
        TokenDigest digest = TokenDigest.of(presented);
        Token found = null;
        for (Token token : buckets.getOrDefault(digest.bucket(), List.of())) {
            // No early exit: the time taken does not tell which of them fitted.
            boolean fits = digest.matches(token.digest()) & token.entry().opens(shop);
            found = fits ? token : found;
        }
        return Optional.ofNullable(found);
    }
}
