package io.stocktide.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.service.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads a channel event. A 400 says where it is wrong and by which rule, never what stood there. */
final class ChannelEventReader {
    /** A till's clock may be wrong by hours or have the wrong zone; by more than that it is not a time. */
    private static final Duration MAX_AHEAD = Duration.ofHours(24);

    private static final int MAX_ERRORS = 10;
    /** An unknown field's name is part of its error and may be as long as the body. */
    private static final int MAX_ERROR_CHARS = 200;

    private final SchemaValidator schema = SchemaValidator.of("channel-event");
    private final Clock clock;

    ChannelEventReader(Clock clock) {
        this.clock = clock;
    }

    /** Throws a 400 where the bytes are not a valid event. */
    ChannelEvent read(byte[] body) {
        JsonNode tree = parse(body);
        refuseWhereAny(schema.errorsIn(tree));
        refuseWhereAny(timeErrors(tree.get("occurredAt").textValue()));
        ChannelEvent event = convert(tree);
        refuseWhereAny(transferErrors(event));
        return event;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw ProblemException.of(400, "malformed-json", "Malformed JSON", "Not JSON, at line " + line + ".");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
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

    /** The schema bounds an id by its digits; some numbers of 19 digits pass 2^63 all the same. */
    private static ChannelEvent convert(JsonNode tree) {
        try {
            return Json.mapper().treeToValue(tree, ChannelEvent.class);
        } catch (JsonProcessingException e) {
            throw invalid(location(e) + ": is out of range");
        }
    }

    private static String location(JsonProcessingException e) {
        List<Reference> path = e instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
        return path.stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("/", "/", ""));
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

    private static void refuseWhereAny(List<String> errors) {
        if (!errors.isEmpty()) {
            throw invalid(errors.stream()
                    .limit(MAX_ERRORS)
                    .map(error -> error.length() <= MAX_ERROR_CHARS ? error : error.substring(0, MAX_ERROR_CHARS) + "…")
                    .collect(Collectors.joining("; ")));
        }
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.of(400, "invalid-event", "Invalid event", detail);
    }
}
