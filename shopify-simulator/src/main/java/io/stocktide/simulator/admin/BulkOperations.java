package io.stocktide.simulator.admin;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bulk queries of one shop: each reads on beside everything else, some objects at a time, into a file. */
final class BulkOperations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BulkOperations.class);

    /** Shopify runs that many of an app's queries in a shop at once. */
    private static final int AT_ONCE = 5;

    /** Few enough that the shop's lock is free again soon. */
    private static final int ROOTS_AT_A_TIME = 250;

    private static final long FIRST_ID = 3_000_000_000_000L;

    private final ShopAdmin shop;
    private final Clock clock;
    private final Supplier<String> baseUrl;
    private final ConcurrentSkipListMap<Long, BulkOperation> byId = new ConcurrentSkipListMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(BulkOperations::daemon);

    BulkOperations(ShopAdmin shop, Clock clock, Supplier<String> baseUrl) {
        this.shop = shop;
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    /** Begins one; empty where too many are under way. */
    synchronized Optional<BulkOperation> start(GraphQL graphQl, String query) {
        long running = byId.values().stream()
                .filter(each -> each.status() == BulkOperation.Status.RUNNING)
                .count();
        if (running >= AT_ONCE) {
            return Optional.empty();
        }
        BulkOperation operation = open(query);
        byId.put(operation.id(), operation);
        threads.execute(() -> run(graphQl, operation));
        return Optional.of(operation);
    }

    Optional<BulkOperation> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<BulkOperation> last() {
        return Optional.ofNullable(byId.lastEntry()).map(Map.Entry::getValue);
    }

    /** The result whose address ends so; the name is not to be guessed. */
    Optional<Path> file(String name) {
        return byId.values().stream()
                .filter(each -> each.url() != null && each.url().endsWith("/" + name))
                .map(BulkOperation::file)
                .findFirst();
    }

    private BulkOperation open(String query) {
        long id = byId.isEmpty() ? FIRST_ID : byId.lastKey() + 1;
        String url = baseUrl.get() + "/bulk/" + shop.book().domain() + "/" + UUID.randomUUID() + ".jsonl";
        try {
            Path file = Files.createTempFile("simulator-bulk-", ".jsonl");
            file.toFile().deleteOnExit();
            return new BulkOperation(id, query, clock.instant(), file, url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(GraphQL graphQl, BulkOperation operation) {
        try (Writer out = Files.newBufferedWriter(operation.file())) {
            BulkLines lines = new BulkLines(out);
            int roots = 0;
            int more;
            do {
                more = lines.write(some(graphQl, operation.query(), new BulkWindow(roots, ROOTS_AT_A_TIME)));
                roots += more;
                operation.reached(roots, lines.written());
            } while (more == ROOTS_AT_A_TIME);
            out.flush();
            operation.completed(Files.size(operation.file()), clock.instant());
        } catch (IOException | RuntimeException e) {
            LOG.warn("bulk operation {} failed", operation.id(), e);
            operation.failed();
        }
    }

    private Map<String, Object> some(GraphQL graphQl, String query, BulkWindow window) {
        ExecutionInput input = ExecutionInput.newExecutionInput(query)
                .graphQLContext(
                        Map.of(AdminContext.SHOP, shop, AdminContext.RAW_VARIABLES, Map.of(), BulkWindow.KEY, window))
                .build();
        ExecutionResult result = shop.book().locked(() -> graphQl.execute(input));
        if (!result.getErrors().isEmpty()) {
            throw new IllegalStateException(List.copyOf(result.getErrors()).toString());
        }
        return result.getData();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "bulk-operation");
        thread.setDaemon(true);
        return thread;
    }
}
