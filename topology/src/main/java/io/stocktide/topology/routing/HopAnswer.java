package io.stocktide.topology.routing;

import io.javalin.http.Context;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What another instance has answered, to be passed on as it is.
 *
 * @param headers by their names, those alone that say something of the answer
 */
public record HopAnswer(int status, Map<String, String> headers, byte[] body) {
    /** What of a request another instance needs to know. The caller's token is not among it. */
    static final List<String> REQUEST_HEADERS = List.of("Accept", "Content-Type", "If-None-Match", "traceparent");

    private static final List<String> ANSWER_HEADERS = List.of("Content-Type", "ETag", "Retry-After", "Cache-Control");

    static HopAnswer of(HttpResponse<byte[]> answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        ANSWER_HEADERS.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
        return new HopAnswer(answer.statusCode(), headers, answer.body());
    }

    /** Gives it to the caller. */
    public void write(Context ctx) {
        ctx.status(status);
        headers.forEach(ctx::header);
        ctx.result(body);
    }
}
