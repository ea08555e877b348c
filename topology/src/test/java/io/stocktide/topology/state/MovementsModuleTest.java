package io.stocktide.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.Seeds;
import io.stocktide.topology.stock.OpenMovements;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MovementsModuleTest {
    private static OpenMovements readBack(OpenMovements open) {
        return StateCodec.read(StateCodec.write(open), OpenMovements.class);
    }

    @Test
    void what_was_written_is_read_back_whatever_the_seconds_and_quantities() {
        Seeds.forEach(200, random -> {
            int size = random.nextInt(20);
            long[] seconds = LongStream.generate(() -> random.nextLong(-10, 5_000_000_000L))
                    .distinct()
                    .limit(size)
                    .sorted()
                    .toArray();
            long[] lowering = LongStream.generate(() -> -random.nextLong(1L << random.nextInt(40)))
                    .limit(size)
                    .toArray();
            long[] raising = LongStream.generate(
                            () -> random.nextBoolean() ? 0 : random.nextLong(1L << random.nextInt(40)))
                    .limit(size)
                    .toArray();

            assertThat(readBack(OpenMovements.of(seconds, lowering, raising)))
                    .usingRecursiveComparison()
                    .isEqualTo(OpenMovements.of(seconds, lowering, raising));
        });
    }

    @Test
    void a_second_that_follows_another_and_sold_some_takes_two_bytes() {
        long[] seconds = LongStream.range(1_700_000_000, 1_700_000_100).toArray();
        OpenMovements open = OpenMovements.of(
                seconds, LongStream.generate(() -> -20).limit(100).toArray(), new long[100]);

        assertThat(StateCodec.write(open)).hasSizeLessThan(220);
    }
}
