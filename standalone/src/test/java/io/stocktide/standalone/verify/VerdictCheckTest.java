package io.stocktide.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.schemas.rest.VerifyReport.Fault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VerdictCheckTest {
    private final VerdictCheck check = new VerdictCheck(Log.CHANGELOG, Log.AT.toEpochMilli());
    private final Log log = new Log(check);

    @Test
    void a_webhook_whose_id_is_remembered_was_judged_and_any_other_was_not() {
        log.judged("w-1").webhook("w-1").webhook("w-1").webhook("w-2");

        assertThat(check.faults()).extracting(Fault::key).containsExactly(Log.SHOP + "/w-2");
        assertThat(check.webhooks()).isEqualTo(3);
    }

    @Test
    void what_is_remembered_a_moment_later_was_judged() {
        log.webhook("w-1");
        assertThat(check.faults()).hasSize(1);

        log.judged("w-1");
        assertThat(check.faults()).isEmpty();
    }

    @Test
    void webhooks_that_are_older_than_the_memory_or_erased_need_no_verdict() {
        log.at(Log.AT.minusMillis(1)).webhook("old").at(Log.AT).erased("erased");
        log.give("webhooks", "no-shop".getBytes(StandardCharsets.UTF_8), new byte[0]);

        assertThat(check.faults()).isEmpty();
        assertThat(check.webhooks()).isZero();
    }

    @Test
    void a_key_that_is_none_of_the_store_is_refused() {
        assertThatThrownBy(() -> log.give(Log.CHANGELOG, new byte[5], new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
