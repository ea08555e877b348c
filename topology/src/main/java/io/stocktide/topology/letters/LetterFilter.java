package io.stocktide.topology.letters;

import io.stocktide.schemas.value.DeadLetter;
import java.time.Instant;

/**
 * Which dead letters are meant; what is null leaves none out.
 *
 * @param topic of the letter's origin
 * @param since of the time of death, inclusive
 * @param until of the time of death, exclusive
 */
public record LetterFilter(String shop, String cause, String topic, Instant since, Instant until) {
    boolean matches(DeadLetter letter) {
        return (shop == null || shop.equals(letter.shop()))
                && (cause == null || cause.equals(letter.cause()))
                && (topic == null || topic.equals(letter.origin().topic()))
                && (since == null || !letter.diedAt().isBefore(since))
                && (until == null || letter.diedAt().isBefore(until));
    }
}
