package io.stocktide.topology.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptCommitsTest {
    private static final long NOW_MILLIS = 1_700_000_000_000L;

    private final long[] lastNanos = new long[1];
    private long nowNanos = Duration.ofSeconds(1).toNanos();
    private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
    private final PromptCommits commits = new PromptCommits(context, lastNanos, () -> nowNanos);

    @BeforeEach
    void setClock() {
        context.setCurrentSystemTimeMs(NOW_MILLIS);
    }

    private boolean commitsNow() {
        context.resetCommit();
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(NOW_MILLIS);
        return context.committed();
    }

    @Test
    void a_task_that_keeps_up_asks_for_a_commit_of_what_it_took_in() {
        commits.taken(NOW_MILLIS - 20);

        assertThat(commitsNow()).isTrue();
    }

    @Test
    void without_new_records_none_is_asked_for() {
        assertThat(commitsNow()).isFalse();
        commits.taken(NOW_MILLIS);
        commitsNow();
        nowNanos += Duration.ofSeconds(1).toNanos();

        assertThat(commitsNow()).isFalse();
    }

    @Test
    void the_further_one_is_behind_the_longer_it_waits_between_commits() {
        lastNanos[0] = nowNanos;
        commits.taken(NOW_MILLIS - 60);

        nowNanos += Duration.ofMillis(59).toNanos();
        assertThat(commitsNow()).isFalse();
        nowNanos += Duration.ofMillis(1).toNanos();
        assertThat(commitsNow()).isTrue();
    }

    @Test
    void what_was_on_its_way_at_the_last_commit_waits_no_longer_for_growing_old_meanwhile() {
        lastNanos[0] = nowNanos;
        nowNanos += Duration.ofMillis(5).toNanos();
        commits.taken(NOW_MILLIS - 30);

        nowNanos += Duration.ofMillis(35).toNanos();
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(NOW_MILLIS + 35);
        assertThat(context.committed()).isTrue();
    }

    @Test
    void tasks_of_a_thread_wait_after_each_others_and_forget_nothing_meanwhile() {
        lastNanos[0] = nowNanos;
        commits.taken(NOW_MILLIS);

        assertThat(commitsNow()).isFalse();
        nowNanos += Duration.ofMillis(40).toNanos();
        assertThat(commitsNow()).isTrue();
    }
}
