package io.stocktide.bench.stack;

import io.stocktide.bench.runs.Subject;
import java.net.URI;
import java.nio.file.Path;

/** How many webhooks a server accepts where each connection sends the next once it has its answer. */
record ClosedIngest(Path home, WebhookServer server, int connections, int seconds) implements Subject.Measurement {
    @Override
    public double[] run(Path dir, long seed) throws Exception {
        try (Processes processes = new Processes()) {
            URI url = server.start(home, dir, processes);
            Wrk wrk = new Wrk(home, Webhooks.file(dir, seed), url, dir);
            wrk.run("warm-up", connections, seconds);
            CpuUse use = CpuUse.since(processes);
            Wrk.Seen seen = wrk.run("measured", connections, seconds);
            CpuUse.Used used = use.used();
            processes.requireAlive();
            long accepted = seen.accepted();
            return new double[] {
                seen.acceptedPerSecond(),
                seen.p99Millis(),
                used.micros(Part.ACCEPTING, accepted),
                used.micros(Part.STORING, accepted) + used.micros(Part.OUTSIDE, accepted),
                used.perCpuSecond(accepted),
                seen.cpuSeconds() * 1e6 / accepted
            };
        }
    }
}
