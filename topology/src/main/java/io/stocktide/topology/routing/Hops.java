package io.stocktide.topology.routing;

import io.javalin.http.Context;
import io.stocktide.service.access.HopSignature;
import io.stocktide.service.http.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks other instances what this one cannot answer, over kept-alive connections and holding no thread. What is passed on
 * bears a signature instead of the caller's token, and is never passed on again.
 */
public final class Hops {
    private static final Logger LOG = LoggerFactory.getLogger(Hops.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(300);
    /** Memory is bounded by it, and so is what piles up behind an instance that hangs. */
    private static final int MAX_UNDER_WAY = 512;

    private static final int FIRST_FAULT_OF_A_SERVER = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final HopSignature signature;
    private final String scheme;
    private final ReadMetrics metrics;
    private final HttpClient http;
    private final DownHosts down = new DownHosts(System::nanoTime);
    private final Semaphore places = new Semaphore(MAX_UNDER_WAY);

    /**
     * @param signature null where instances share no key: then none asks another
     * @param executor runs what follows from an answer, which is short
     */
    public Hops(HopSignature signature, String scheme, ReadMetrics metrics, Executor executor) {
        this.signature = signature;
        this.scheme = scheme;
        this.metrics = metrics;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(executor)
                .build();
    }

    /** Whether instances share a key, so that one may ask another. */
    public boolean areOn() {
        return signature != null;
    }

    /** Whether another instance has just not answered. */
    public boolean isDown(HostInfo host) {
        return down.contains(host);
    }

    /** Whether the request has come from another instance, and its word holds. */
    public boolean isHop(Context ctx, byte[] body) {
        String header = ctx.header(HopSignature.HEADER);
        return header != null
                && signature != null
                && signature.verify(header, ctx.req().getMethod(), pathAndQuery(ctx), body, System.currentTimeMillis());
    }

    /**
     * Asks another instance for the answer to a request of this one's. Completes with empty where it has none to give,
     * for whatever reason; another instance may have. Never completes exceptionally.
     *
     * @param timeout until the whole answer must be here
     */
    public CompletableFuture<Optional<HopAnswer>> ask(HostInfo host, Context ctx, byte[] body, Duration timeout) {
        if (!places.tryAcquire()) {
            metrics.hop(ReadMetrics.Hop.NOT_SENT);
            return CompletableFuture.completedFuture(Optional.empty());
        }
        try {
            CompletableFuture<HttpResponse<byte[]>> sent =
                    http.sendAsync(request(host, ctx, body, timeout), HttpResponse.BodyHandlers.ofByteArray());
            // The client's own time-out ends with the headers; the body may hang too.
            return sent.copy()
                    .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                    .handle((answer, failure) -> {
                        places.release();
                        if (failure != null) {
                            sent.cancel(true);
                        }
                        return judge(host, answer, failure);
                    });
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private HttpRequest request(HostInfo host, Context ctx, byte[] body, Duration timeout) {
        String target = pathAndQuery(ctx);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(host, target))
                .timeout(timeout)
                .method(ctx.req().getMethod(), publisher(body))
                .header(
                        HopSignature.HEADER,
                        signature.sign(ctx.req().getMethod(), target, body, System.currentTimeMillis()));
        HopAnswer.REQUEST_HEADERS.forEach(name -> {
            String value = ctx.header(name);
            if (value != null) {
                request.header(name, value);
            }
        });
        return request.build();
    }

    private static HttpRequest.BodyPublisher publisher(byte[] body) {
        return body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
    }

    private URI uri(HostInfo host, String target) {
        try {
            return URI.create(scheme + "://" + host.host() + ':' + host.port() + target);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(400, "bad-path", "Bad path", "Percent-encode what no URI may hold.");
        }
    }

    private Optional<HopAnswer> judge(HostInfo host, HttpResponse<byte[]> answer, Throwable failure) {
        if (failure != null) {
            LOG.atDebug().setCause(failure).addKeyValue("host", host).log("another instance did not answer");
            down.add(host);
            metrics.hop(ReadMetrics.Hop.FAILED);
            return Optional.empty();
        }
        down.remove(host);
        ReadMetrics.Hop outcome = outcome(answer);
        metrics.hop(outcome);
        if (outcome == ReadMetrics.Hop.REFUSED) {
            LOG.atWarn()
                    .addKeyValue("host", host)
                    .addKeyValue("status", answer.statusCode())
                    .log("another instance does not know our key, or this route");
        }
        return outcome == ReadMetrics.Hop.ANSWERED ? Optional.of(HopAnswer.of(answer)) : Optional.empty();
    }

    /** An instance of another version that lacks the route says 404 too, but not as one that was asked as an instance. */
    private static ReadMetrics.Hop outcome(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        boolean asInstance = answer.headers().firstValue(HopSignature.HEADER).isPresent();
        if (status == UNAUTHORIZED || (status == NOT_FOUND && !asInstance)) {
            return ReadMetrics.Hop.REFUSED;
        }
        return status >= FIRST_FAULT_OF_A_SERVER ? ReadMetrics.Hop.UNAVAILABLE : ReadMetrics.Hop.ANSWERED;
    }

    private static String pathAndQuery(Context ctx) {
        String query = ctx.req().getQueryString();
        return query == null ? ctx.req().getRequestURI() : ctx.req().getRequestURI() + '?' + query;
    }
}
