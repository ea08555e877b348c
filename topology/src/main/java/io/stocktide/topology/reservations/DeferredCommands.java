package io.stocktide.topology.reservations;

import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.DeadLetter;
import java.util.List;

/** Commands of one shop that a replay met and that no decision answers so far; they are decided after it. */
public interface DeferredCommands {
    /** A command and where it lies. */
    record Deferred(ChannelEvent event, DeadLetter.Origin origin) {}

    void defer(Deferred command);

    /** In the order of their offsets. */
    List<Deferred> deferred(int limit);

    void forgetDeferred(long offset);
}
