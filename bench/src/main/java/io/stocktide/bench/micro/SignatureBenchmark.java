package io.stocktide.bench.micro;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.bench.bodies.OrderBodies.Signed;
import io.stocktide.ingest.WebhookSignatures;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Whether an order of two lines, of 8.7 KB, is signed by its shop's one secret. */
public class SignatureBenchmark extends HotPath {
    private final Signed order = new OrderBodies(SEED, 1, SKUS, false, 2, OrderBodies.SECRET).next();
    private final byte[] hmac = Base64.getDecoder().decode(order.hmac());
    private WebhookSignatures signatures;

    @Setup
    public void configure() {
        Secret secret = new Secret(OrderBodies.SECRET);
        signatures = new WebhookSignatures(
                ShopDirectory.of(List.of(new ShopConfig(order.shop(), List.of(secret), List.of(), Optional.empty()))));
        if (!fits()) {
            throw new IllegalStateException("the signature does not fit");
        }
    }

    @Benchmark
    public boolean fits() {
        return signatures.fits(order.shop(), order.body(), hmac);
    }
}
