package io.stocktide.standalone.check;

/** No comparison could be made; the message says why. */
public final class CheckFailedException extends RuntimeException {
    public CheckFailedException(String message) {
        super(message);
    }
}
