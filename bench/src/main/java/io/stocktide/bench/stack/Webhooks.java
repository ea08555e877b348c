package io.stocktide.bench.stack;

import io.stocktide.bench.bodies.OrderBodies;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The webhooks that servers are to accept: the same few thousand again and again, each time under another id. */
final class Webhooks {
    static final int SHOPS = 50;

    private static final int SKUS = 1_000;
    private static final int LINES = 2;
    private static final int COUNT = 2_000;

    private Webhooks() {}

    /** Orders of two lines of fifty shops, by Zipf's law. */
    static List<OrderBodies.Signed> of(long seed) {
        OrderBodies bodies = new OrderBodies(seed, SHOPS, SKUS, true, LINES, OrderBodies.SECRET);
        return Stream.generate(bodies::next).limit(COUNT).toList();
    }

    /** Writes them as {@code bench/load/webhooks.lua} reads them. */
    static Path file(Path dir, long seed) throws IOException {
        Path file = dir.resolve("webhooks.tsv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (OrderBodies.Signed each : of(seed)) {
                out.write((each.shop() + '\t' + each.hmac() + '\t').getBytes(StandardCharsets.US_ASCII));
                out.write(each.body());
                out.write('\n');
            }
        }
        return file;
    }
}
