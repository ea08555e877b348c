package io.stocktide.sink.async;

import java.util.concurrent.CompletionException;

/** What really failed, below the wrappings that futures add. */
public final class Failures {
    private Failures() {}

    public static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
