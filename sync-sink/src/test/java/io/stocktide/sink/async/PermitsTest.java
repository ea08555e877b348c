package io.stocktide.sink.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermitsTest {
    private final Permits permits = new Permits(2, Runnable::run);
    private final List<Integer> running = new ArrayList<>();

    @Test
    void noMoreRunAtOnceThanThereArePermitsAndTheRestInOrder() {
        for (int i = 1; i <= 4; i++) {
            int number = i;
            permits.acquire(() -> running.add(number));
        }
        assertThat(running).containsExactly(1, 2);

        permits.release();
        assertThat(running).containsExactly(1, 2, 3);
        permits.release();
        assertThat(running).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aPermitGivenBackCanBeHadAgain() {
        permits.acquire(() -> running.add(1));
        permits.acquire(() -> running.add(2));
        permits.release();
        permits.acquire(() -> running.add(3));

        assertThat(running).containsExactly(1, 2, 3);
    }
}
