package io.stocktide.bench.process;

import io.stocktide.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;

/** The embedded broker in a process of its own, so that what it costs can be told apart. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Arguments: its directory and port. Runs until it is told to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker broker = new EmbeddedBroker(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        broker.start();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
