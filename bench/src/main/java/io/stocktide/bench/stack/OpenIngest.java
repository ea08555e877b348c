package io.stocktide.bench.stack;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.bench.runs.Subject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a server takes to accept a webhook at four fifths of what it can accept at most. */
record OpenIngest(Path home, WebhookServer server, int connections, int seconds) implements Subject.Measurement {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIngest.class);
    private static final double SHARE = 0.8;
    private static final double MOST_LAG_MILLIS = 50;
    private static final int COLUMNS = 7;

    @Override
    public double[] run(Path dir, long seed) throws Exception {
        try (Processes processes = new Processes();
                LoadClient client = new LoadClient(connections)) {
            URI url = server.start(home, dir, processes);
            Wrk wrk = new Wrk(home, Webhooks.file(dir, seed), url, dir);
            wrk.run("warm-up", connections, seconds);
            double maximum = wrk.run("maximum", connections, seconds).acceptedPerSecond();
            List<OrderBodies.Signed> bodies = Webhooks.of(seed);
            double perSecond = SHARE * maximum;
            // The client's own code is compiled meanwhile.
            OpenLoop.run(perSecond, seconds / 2.0, sender(client, url, bodies, "first-"));
            double cpuBefore = ownCpuSeconds();
            OpenLoop.Seen seen = OpenLoop.run(perSecond, seconds, sender(client, url, bodies, "open-"));
            double cpuMicros = (ownCpuSeconds() - cpuBefore) * 1e6 / seen.offered();
            processes.requireAlive();
            return figures(maximum, seen, cpuMicros);
        }
    }

    private static double[] figures(double maximum, OpenLoop.Seen seen, double cpuMicros) {
        if (seen.lagMillis() > MOST_LAG_MILLIS) {
            LOG.warn(
                    "no figure: the load itself was {} ms behind its schedule of {} webhooks a second",
                    Math.round(seen.lagMillis()),
                    Math.round(seen.offeredPerSecond()));
            double[] none = new double[COLUMNS];
            Arrays.fill(none, Double.NaN);
            none[0] = maximum;
            return none;
        }
        return new double[] {
            maximum,
            seen.offeredPerSecond(),
            seen.acceptedPerSecond(),
            seen.millisAt(50),
            seen.millisAt(99),
            seen.millisAt(100),
            cpuMicros
        };
    }

    private static OpenLoop.Sender sender(
            LoadClient client, URI url, List<OrderBodies.Signed> bodies, String idPrefix) {
        return (number, answered) -> {
            OrderBodies.Signed body = bodies.get((int) (number % bodies.size()));
            List<HttpField> headers = ShopifyHeaders.of(body.shop(), idPrefix + number, body.hmac());
            client.post(url, body.body(), headers, (status, answer) -> answered.accepted(status == 200));
        };
    }

    private static double ownCpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }
}
