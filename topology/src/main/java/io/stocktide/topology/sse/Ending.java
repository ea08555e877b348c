package io.stocktide.topology.sse;

/** Why a stream came to its end. */
public enum Ending {
    /** The reader took nothing for too long while something waited. */
    STALLED,
    /** The connection broke, most often because the reader has gone. */
    DISCONNECTED,
    /** It is as old as a stream may become. */
    AGED,
    /** The topic is not the one that the stream's place was in. */
    REPLACED,
    /** The service stops. */
    STOPPED;

    /** Whether the reader may still be there, but is not to be waited for. */
    boolean isAbrupt() {
        return this == STALLED || this == DISCONNECTED;
    }
}
