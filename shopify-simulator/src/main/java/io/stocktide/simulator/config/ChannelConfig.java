package io.stocktide.simulator.config;

import java.net.URI;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Where the marketplace reports its sales.
 *
 * @param url base address; events go to {@code {url}/v1/shops/{shop}/channel-events}
 * @param tokens bearer token for a shop's domain
 * @param maxInFlight events on the wire at once
 * @param maxBacklog events not yet accepted before traffic pauses
 */
public record ChannelConfig(URI url, UnaryOperator<String> tokens, int maxInFlight, int maxBacklog) {
    public ChannelConfig {
        Objects.requireNonNull(url, "channelUrl");
        Objects.requireNonNull(tokens, "channelToken");
        Checks.atLeast("channelMaxInFlight", 1, maxInFlight);
        Checks.atLeast("channelMaxBacklog", 1, maxBacklog);
    }
}
