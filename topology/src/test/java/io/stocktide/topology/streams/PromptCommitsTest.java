package io.stocktide.topology.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class PromptCommitsTest {
    private static final long NOW_MILLIS = 1_700_000_000_000L;

    private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
    private final PromptCommits commits = new PromptCommits(context);

    private boolean commitsAt(long nowMillis) {
        context.resetCommit();
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(nowMillis);
        return context.committed();
    }

    @Test
    void a_task_that_keeps_up_asks_for_a_commit_of_what_it_took_in() {
        // Another task of the thread may have asked just now.
        await().until(() -> {
            commits.taken(NOW_MILLIS - 20);
            return commitsAt(NOW_MILLIS);
        });
    }

    @Test
    void a_commit_is_asked_for_once_and_not_without_records() {
        assertThat(commitsAt(NOW_MILLIS)).isFalse();
        await().until(() -> {
            commits.taken(NOW_MILLIS);
            return commitsAt(NOW_MILLIS);
        });

        assertThat(commitsAt(NOW_MILLIS + 100)).isFalse();
    }

    @Test
    void one_that_is_behind_leaves_commits_to_the_interval() {
        commits.taken(NOW_MILLIS - 5_000);

        assertThat(commitsAt(NOW_MILLIS)).isFalse();
    }
}
