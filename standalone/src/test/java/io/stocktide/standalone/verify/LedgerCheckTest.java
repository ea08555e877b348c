package io.stocktide.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.rest.VerifyReport.Fault;
import io.stocktide.schemas.rest.VerifyReport.Kind;
import org.junit.jupiter.api.Test;

class LedgerCheckTest {
    private static final String ITEM = Log.SHOP + "/item/11";

    private final LedgerCheck whole = new LedgerCheck(false);
    private final LedgerCheck cut = new LedgerCheck(true);

    private static void isRight(LedgerCheck check) {
        assertThat(check.faults()).isEmpty();
    }

    private static void isWrong(LedgerCheck check, Kind kind, String detail) {
        assertThat(check.faults()).containsExactly(new Fault(kind, ITEM, detail));
    }

    @Test
    void rows_that_follow_from_one_another_and_end_at_the_balance_are_right() {
        new Log(whole).row(1, 10, 10).row(2, 0, 10).row(3, -3, 7).level(71, 7L, 0);

        isRight(whole);
        assertThat(whole.items()).isEqualTo(1);
        assertThat(whole.compared()).isEqualTo(1);
    }

    @Test
    void what_is_unsettled_lowers_each_level_and_the_balance_once() {
        new Log(whole)
                .row(1, 10, 10)
                .row(2, 5, 15)
                .row(3, -2, 13)
                .level(71, 8L, -2)
                .level(72, 3L, -2);

        isRight(whole);
    }

    @Test
    void a_level_that_is_gone_or_not_tracked_adds_nothing() {
        new Log(whole).row(1, 10, 10).level(71, 10L, 0).level(72, 5L, 0).level(73, 4L, 0);
        assertThat(whole.faults()).hasSize(1);

        new Log(whole).noLevel(72).level(73, null, 0);
        isRight(whole);
    }

    @Test
    void a_balance_that_the_rows_do_not_end_at_is_a_fault() {
        new Log(whole).row(1, 10, 10).level(71, 9L, 0);

        isWrong(whole, Kind.BALANCE, "row 1, its last, ends at 10, its levels sum to 9");
    }

    @Test
    void a_balance_without_rows_is_a_fault_unless_they_may_have_expired() {
        new Log(whole).level(71, 9L, 0);
        new Log(cut).level(71, 9L, 0);

        isWrong(whole, Kind.BALANCE, "it has no rows, its levels sum to 9");
        isRight(cut);
    }

    @Test
    void an_item_without_a_counted_level_has_no_balance_to_compare_with() {
        new Log(whole).row(1, -2, -2).level(71, null, -2);

        isRight(whole);
        assertThat(whole.compared()).isZero();
    }

    @Test
    void a_row_that_is_missing_or_told_twice_is_a_fault() {
        new Log(whole).row(1, 10, 10).row(3, -3, 7).level(71, 7L, 0);
        isWrong(whole, Kind.LEDGER_CHAIN, "after row 1 comes row 3");

        new Log(cut).row(1, 10, 10).row(1, 10, 10).level(71, 10L, 0);
        isWrong(cut, Kind.LEDGER_CHAIN, "after row 1 comes row 1");
    }

    @Test
    void a_row_that_does_not_add_up_is_a_fault_also_when_later_rows_do() {
        new Log(whole).row(1, 10, 10).row(2, -3, 6).row(3, -1, 5).level(71, 5L, 0);

        isWrong(whole, Kind.LEDGER_CHAIN, "row 2 adds -3 to 10 and ends at 6");
    }

    @Test
    void the_first_row_of_all_begins_at_nothing() {
        new Log(whole).row(1, 3, 10);

        isWrong(whole, Kind.LEDGER_CHAIN, "row 1 adds 3 to nothing and ends at 10");
    }

    @Test
    void a_ledger_whose_oldest_rows_have_expired_may_begin_anywhere() {
        new Log(cut).row(41, 3, 10).row(42, -4, 6).level(71, 6L, 0);
        new Log(whole).row(41, 3, 10);

        isRight(cut);
        isWrong(whole, Kind.LEDGER_CHAIN, "its rows begin with row 41");
    }

    @Test
    void a_replay_begins_the_rows_anew_and_those_of_before_no_longer_count() {
        new Log(whole)
                .row(1, 10, 10)
                .row(3, 1, 99)
                .row("r", 1, 8, 8)
                .row("r", 2, -1, 7)
                .level(71, 7L, 0);
        isRight(whole);

        new Log(whole).row("r2", 2, -1, 6);
        isWrong(whole, Kind.LEDGER_CHAIN, "its rows begin with row 2");
    }

    @Test
    void a_replay_of_a_ledger_that_was_cut_begins_with_row_1_all_the_same() {
        new Log(cut).row(41, 3, 10).row("r", 7, 1, 8);

        isWrong(cut, Kind.LEDGER_CHAIN, "its rows begin with row 7");
    }
}
