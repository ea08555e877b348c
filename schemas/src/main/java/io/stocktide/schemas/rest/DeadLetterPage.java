package io.stocktide.schemas.rest;

import java.util.List;

/**
 * Dead letters, oldest first.
 *
 * @param nextCursor where to go on, maybe after a page that holds less than its limit or nothing; null at the end
 */
public record DeadLetterPage(List<ListedDeadLetter> letters, String nextCursor) {}
