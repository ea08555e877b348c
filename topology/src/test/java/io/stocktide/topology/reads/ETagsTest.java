package io.stocktide.topology.reads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ETagsTest {
    private static final String TAG = ETags.of("state".getBytes(StandardCharsets.UTF_8));

    @Test
    void the_same_state_has_the_same_weak_tag_and_another_state_another() {
        assertThat(TAG)
                .matches("W/\"[A-Za-z0-9_-]{16}\"")
                .isEqualTo(ETags.of("state".getBytes(StandardCharsets.UTF_8)));
        assertThat(ETags.of("stale".getBytes(StandardCharsets.UTF_8))).isNotEqualTo(TAG);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "W/\"tag\"                  | true",
                // Weak comparison: by what stands within the quotes.
                "\"tag\"                    | true",
                "W/\"other\", W/\"tag\"     | true",
                "W/\"other\",\"tag\"        | true",
                "*                          | true",
                "W/\"other\"                | false",
                "tag                        | false",
                "W/\"ta                     | false",
                "''                         | false",
            })
    void a_caller_has_the_answer_already_if_one_of_its_tags_is_the_same(String known, boolean same) {
        assertThat(ETags.matches(known, "W/\"tag\"")).isEqualTo(same);
    }
}
