package io.stocktide.standalone.run;

import io.stocktide.service.http.Readiness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Several instances, each a process that can be killed: the others answer, and it is started again. */
final class TopologyFleet implements TopologyRole {
    private final List<TopologyProcess> instances;

    TopologyFleet(StackSettings settings, String bootstrapServers) {
        Fleet fleet = settings.fleet().orElseThrow();
        Path hopKey = HopKey.ensure(settings.dataDir().resolve("hop.key"));
        instances = IntStream.rangeClosed(1, fleet.instances())
                .mapToObj(instance -> instance(settings, fleet, instance, bootstrapServers, hopKey))
                .toList();
    }

    private static TopologyProcess instance(
            StackSettings settings, Fleet fleet, int instance, String bootstrapServers, Path hopKey) {
        int port = Fleet.port(settings.topologyPort(), instance);
        List<String> arguments = new ArrayList<>(List.of("--bootstrap-servers", bootstrapServers));
        arguments.addAll(List.of("--shops-file", fleet.shopsFile().toString()));
        settings.access().tokensFile().ifPresent(file -> arguments.addAll(List.of("--tokens-file", file.toString())));
        arguments.addAll(List.of("--host", settings.host(), "--port", Integer.toString(port)));
        arguments.addAll(List.of("--application-id", LocalStack.APPLICATION_ID));
        arguments.addAll(List.of("--instance-id", "local-" + instance));
        arguments.addAll(List.of("--state-dir", stateDir(settings, instance).toString()));
        arguments.addAll(List.of("--standbys", "1", "--drain-seconds", "1"));
        arguments.addAll(List.of("--hop-key-file", hopKey.toString()));
        arguments.addAll(
                List.of("--settling-seconds", Long.toString(settings.settling().toSeconds())));
        settings.tracing()
                .ifPresent(tracing -> arguments.addAll(
                        List.of("--otlp-endpoint", tracing.otlpEndpoint().toString())));
        return new TopologyProcess("topology " + instance, port, arguments);
    }

    /** The first goes on with what one instance alone has left. */
    private static Path stateDir(StackSettings settings, int instance) {
        return settings.dataDir().resolve(instance == 1 ? "state" : "state-" + instance);
    }

    @Override
    public void start() {
        instances.forEach(TopologyProcess::start);
    }

    @Override
    public Optional<String> notReadyBecause() {
        return Readiness.allOf(instances.toArray(Readiness[]::new)).notReadyBecause();
    }

    @Override
    public List<String> urls() {
        return instances.stream().map(TopologyProcess::url).toList();
    }

    /** Told all at once, since they stop at the same time. */
    @Override
    public void close() {
        instances.forEach(TopologyProcess::tellToStop);
        instances.forEach(TopologyProcess::close);
    }
}
