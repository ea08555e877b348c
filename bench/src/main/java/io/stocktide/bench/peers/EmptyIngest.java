package io.stocktide.bench.peers;

import io.stocktide.service.http.BoundedBody;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.http.ServiceHttp;
import io.stocktide.service.metrics.Metrics;
import java.time.Duration;
import java.util.Optional;

/**
 * The same Javalin as ingest's with {@code POST /webhooks}: it reads the body and answers 200. No signature, no Kafka:
 * what HTTP alone costs.
 */
public final class EmptyIngest {
    private static final int MAX_BODY_BYTES = 2 * 1024 * 1024;

    private EmptyIngest() {}

    /** Argument: the port. Says {@code ready} and runs until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        start(Integer.parseInt(arguments[0]));
        System.out.println("ready");
        Thread.currentThread().join();
    }

    /** @param port 0 takes any free one */
    static ServiceHttp start(int port) {
        HttpSettings settings = new HttpSettings("127.0.0.1", port, Duration.ZERO);
        return new ServiceHttp(
                        settings,
                        new Metrics().registry(),
                        Optional::empty,
                        routes -> routes.post("/webhooks", ctx -> BoundedBody.read(ctx, MAX_BODY_BYTES)))
                .start();
    }
}
