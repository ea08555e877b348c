package io.stocktide.bench.stack;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.ClientConnector;

/** Sends webhooks and sales, as Shopify and channels do, and waits for no answer. */
final class LoadClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_QUEUED = 1_000_000;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final HttpClient http;

    /** Takes what came of a request. */
    @FunctionalInterface
    interface Answer {
        /** @param status 0 where there was no answer, also not in ten seconds */
        void came(int status, byte[] body);
    }

    /** @param connections at most; what finds none free waits for one */
    LoadClient(int connections) throws Exception {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        http = new HttpClient(new HttpClientTransportOverHTTP(connector));
        http.setMaxConnectionsPerDestination(connections);
        http.setMaxRequestsQueuedPerDestination(MAX_QUEUED);
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        http.setFollowRedirects(false);
        http.setUserAgentField(null);
        http.start();
        http.getContentDecoderFactories().clear();
    }

    /** Posts JSON. The answer comes on a thread of the client's, which must not be kept. */
    void post(URI url, byte[] body, Iterable<HttpField> fields, Answer answer) {
        Request request = http.POST(url)
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .body(new BytesRequestContent("application/json", body));
        request.headers(headers -> fields.forEach(headers::add));
        request.send(new BufferingResponseListener(MAX_ANSWER_BYTES) {
            @Override
            public void onComplete(Result result) {
                answer.came(result.isFailed() ? 0 : result.getResponse().getStatus(), getContent());
            }
        });
    }

    @Override
    public void close() throws Exception {
        http.stop();
    }
}
