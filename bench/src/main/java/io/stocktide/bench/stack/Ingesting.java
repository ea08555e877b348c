package io.stocktide.bench.stack;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.bench.runs.Subject;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many webhooks a server accepts where each connection sends the next once it has its answer; and, where that is
 * wanted, how long it takes to accept one at four fifths of that, at a constant rate.
 *
 * @param warmUpSeconds of the same load, before
 * @param seconds of each load
 */
record Ingesting(Path home, WebhookServer server, int connections, int warmUpSeconds, int seconds, boolean constantRate)
        implements Subject.Measurement {
    private static final Logger LOG = LoggerFactory.getLogger(Ingesting.class);
    private static final double SHARE = 0.8;

    @Override
    public double[] run(Path dir, long seed) throws Exception {
        try (Processes processes = new Processes()) {
            URI url = server.start(home, dir, processes);
            Wrk wrk = new Wrk(home, Webhooks.file(dir, seed), url, dir);
            wrk.run("warm-up", connections, warmUpSeconds);
            CpuUse use = CpuUse.since(processes);
            Wrk.Seen seen = wrk.run("measured", connections, seconds);
            double[] closed = closed(seen, use.used());
            processes.requireAlive();
            if (!constantRate) {
                return closed;
            }
            double[] open = open(url, Webhooks.of(seed), SHARE * seen.acceptedPerSecond());
            processes.requireAlive();
            return DoubleStream.concat(Arrays.stream(closed), Arrays.stream(open))
                    .toArray();
        }
    }

    private static double[] closed(Wrk.Seen seen, CpuUse.Used used) {
        long accepted = seen.accepted();
        return new double[] {
            seen.acceptedPerSecond(),
            seen.p99Millis(),
            used.micros(Part.ACCEPTING, accepted),
            used.micros(Part.STORING, accepted) + used.micros(Part.OUTSIDE, accepted),
            used.perCpuSecond(accepted)
        };
    }

    private double[] open(URI url, List<OrderBodies.Signed> bodies, double perSecond) throws Exception {
        try (LoadClient client = new LoadClient(url, connections)) {
            // The client's own code is compiled meanwhile.
            OpenLoop.run(perSecond, warmUpSeconds / 2.0, sender(client, url, bodies, "before-"));
            OpenLoop.Seen seen = OpenLoop.run(perSecond, seconds, sender(client, url, bodies, "open-"));
            if (seen.isOnTime()) {
                return new double[] {
                    seen.offeredPerSecond(),
                    seen.acceptedPerSecond(),
                    seen.millisAt(50),
                    seen.millisAt(99),
                    seen.millisAt(100)
                };
            }
            LOG.warn(
                    "no latency: the load itself was {} ms behind its schedule of {} webhooks a second",
                    Math.round(seen.lagMillis()),
                    Math.round(perSecond));
            return new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        }
    }

    private static OpenLoop.Sender sender(
            LoadClient client, URI url, List<OrderBodies.Signed> bodies, String idPrefix) {
        return (number, answered) -> {
            OrderBodies.Signed body = bodies.get((int) (number % bodies.size()));
            String headers = ShopifyHeaders.of(body.shop(), idPrefix + number, body.hmac());
            client.post(url, body.body(), headers, (status, answer) -> answered.accepted(status == 200));
        };
    }
}
