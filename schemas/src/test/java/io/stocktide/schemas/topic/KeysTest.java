package io.stocktide.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    @Test
    void every_character_is_judged_as_the_patterns_judge_it() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            for (String text : new String[] {"" + c, "a" + c}) {
                assertThat(Keys.isShop(text))
                        .as("shop %d", (int) c)
                        .isEqualTo(Keys.SHOP.matcher(text).matches());
                assertThat(Keys.isName(text))
                        .as("name %d", (int) c)
                        .isEqualTo(Keys.NAME.matcher(text).matches());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 127, 128, 129})
    void every_length_is_judged_as_the_patterns_judge_it(int chars) {
        String text = "a".repeat(chars);

        assertThat(Keys.isShop(text)).isEqualTo(Keys.SHOP.matcher(text).matches());
        assertThat(Keys.isName(text)).isEqualTo(Keys.NAME.matcher(text).matches());
    }
}
