package io.stocktide.ingest;

import io.stocktide.schemas.rest.ReservationRequest;
import io.stocktide.service.http.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads what a client wants of a reservation. */
final class ReservationReader {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final JsonBodyReader json =
            new JsonBodyReader("reservation-request", "invalid-reservation", "Invalid reservation");

    /** Throws a 400 where the bytes are not a valid request. */
    ReservationRequest read(byte[] body) {
        return json.convert(json.read(body), ReservationRequest.class);
    }

    /** The id as we write it. Throws a 400 where it is not a UUID. */
    static String id(String text) {
        if (!UUID.matcher(text).matches()) {
            throw ProblemException.of(
                    400, "invalid-reservation-id", "Invalid reservation id", "A reservation's id is a UUID.");
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
