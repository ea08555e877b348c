package io.stocktide.schemas.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Redrive;
import java.util.List;

/**
 * A dead letter with what has been done about it.
 *
 * @param id its partition and offset on {@code dead-letters}, joined by a hyphen
 * @param originPresent whether the record it points at is still there; null where nobody has looked
 * @param redrives oldest first
 */
public record ListedDeadLetter(
        String id, @JsonUnwrapped DeadLetter letter, Boolean originPresent, List<Redrive> redrives) {
    public ListedDeadLetter {
        redrives = List.copyOf(redrives);
    }
}
