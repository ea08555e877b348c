package io.stocktide.bench.topology;

import io.stocktide.bench.bodies.OrderBodies;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The shops file of a measurement. */
final class Shops {
    private Shops() {}

    /** So many shops, all with the secret of {@link Drain}. */
    static String of(int shops) {
        return IntStream.rangeClosed(1, shops)
                .mapToObj(shop -> "{\"shop\":\"%s\"}".formatted(OrderBodies.shop(shop)))
                .collect(Collectors.joining(
                        ",", "{\"webhookSecrets\":[\"%s\"],\"shops\":[".formatted(Drain.SECRET), "]}"));
    }
}
