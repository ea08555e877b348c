package io.stocktide.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.IntStream;

/** Reads a channel event, what a channel may report; a command of ours is none. */
final class ChannelEventReader {
    /** A till's clock may be wrong by hours or have the wrong zone; by more than that it is not a time. */
    private static final Duration MAX_AHEAD = Duration.ofHours(24);

    private final JsonBodyReader json = new JsonBodyReader("channel-event", "invalid-event", "Invalid event");
    private final Clock clock;

    ChannelEventReader(Clock clock) {
        this.clock = clock;
    }

    /** Throws a 400 where the bytes are not a valid event. */
    ChannelEvent read(byte[] body) {
        JsonNode tree = json.read(body);
        json.refuseWhereAny(timeErrors(tree.get("occurredAt").textValue()));
        ChannelEvent event = json.convert(tree, ChannelEvent.class);
        json.refuseWhereAny(transferErrors(event));
        return event;
    }

    private List<String> timeErrors(String occurredAt) {
        try {
            Instant time = OffsetDateTime.parse(occurredAt).toInstant();
            if (time.isAfter(clock.instant().plus(MAX_AHEAD))) {
                return List.of("/occurredAt: lies more than 24 hours ahead");
            }
            // Kafka and everything after it counts from 1970.
            return time.isBefore(Instant.EPOCH) ? List.of("/occurredAt: lies before 1970") : List.of();
        } catch (DateTimeParseException e) {
            return List.of("/occurredAt: must be a time with an offset, such as 2026-11-20T10:00:00Z");
        }
    }

    private static List<String> transferErrors(ChannelEvent event) {
        return IntStream.range(0, event.lines().size())
                .filter(i -> goesNowhere(event.lines().get(i)))
                .mapToObj(i -> "/lines/" + i + "/toLocationId: must differ from locationId")
                .toList();
    }

    private static boolean goesNowhere(ChannelLine line) {
        return line.toLocationId() != null && line.toLocationId().equals(line.locationId());
    }
}
