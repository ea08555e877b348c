package io.stocktide.topology.letters;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.value.DeadLetter;
import java.util.Optional;

/** What a dead letter repeats of what died. */
final class Details {
    private Details() {}

    /** It does not repeat what its cause would make one expect. */
    static final class BadDetailException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static <T> T read(DeadLetter letter, Class<T> type) {
        try {
            T read = Json.mapper().readValue(letter.detail(), type);
            if (read == null) {
                throw new BadDetailException();
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new BadDetailException();
        }
    }

    static long id(DeadLetter letter) {
        return id(letter.detail() == null ? "" : letter.detail());
    }

    /** The id that ends a key which begins so; empty where it begins otherwise. */
    static Optional<Long> idAfter(String prefix, String key) {
        return key.startsWith(prefix) ? Optional.of(id(key.substring(prefix.length()))) : Optional.empty();
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadDetailException();
        }
    }
}
