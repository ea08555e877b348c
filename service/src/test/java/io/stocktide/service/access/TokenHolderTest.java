package io.stocktide.service.access;

import static io.stocktide.service.access.AccessFixture.ABC;
import static io.stocktide.service.access.AccessFixture.ABC_2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenHolderTest {
    private static TokenHolder holder(TokenEntry... entries) {
        return TokenHolder.of(List.of(entries));
    }

    @Test
    void a_token_opens_the_shops_that_it_names_and_no_others() {
        TokenHolder holder = holder(AccessFixture.token("a", Role.READ, ABC));

        assertThat(holder.opens(ABC)).isTrue();
        assertThat(holder.opens(ABC_2)).isFalse();
        assertThat(holder.opens("*")).isFalse();
        assertThat(holder.opensAll()).isFalse();
    }

    @Test
    void a_token_for_all_shops_opens_any() {
        TokenHolder holder = holder(AccessFixture.token("a", Role.READ, "*"));

        assertThat(holder.opensAll()).isTrue();
        assertThat(holder.opens(ABC)).isTrue();
    }

    @Test
    void a_token_that_stands_for_several_shops_one_by_one_opens_each_of_them() {
        TokenHolder holder =
                holder(AccessFixture.token("a", Role.READ, ABC), AccessFixture.token("a", Role.OPERATE, ABC_2));

        assertThat(holder.shops()).containsExactlyInAnyOrder(ABC, ABC_2);
        assertThat(holder.role()).isEqualTo(Role.OPERATE);
    }
}
