package io.stocktide.topology.questions;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.topology.engine.MapShop;
import io.stocktide.topology.engine.MapShop.Due;
import io.stocktide.topology.facts.Facts;
import io.stocktide.topology.facts.RecordedEffects;
import io.stocktide.topology.questions.Agenda.Subject;
import io.stocktide.topology.stock.Movement;
import io.stocktide.topology.stock.Observation;
import io.stocktide.topology.stock.StockBook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private static final long ITEM = 11;
    private static final long VARIANT = 31;
    private static final long NOW = 1_000_000;
    private static final long SETTLING = 60_000;

    private final MapShop shop = new MapShop();
    private final RecordedEffects effects = new RecordedEffects();
    private final Questions questions = new Questions(Facts.SHOP, Duration.ofMillis(SETTLING), shop);

    /** An order without a location: in doubt until Shopify's figure settles it. */
    private void doubt() {
        StockBook book = new StockBook(new Facts().next(), shop, questions);
        book.observe(ITEM, Map.of(71L, Observation.at(1, 10L)));
        book.replace(List.of(), List.of(new Movement(ITEM, null, 2, -1, LedgerRow.Kind.ORDER)));
        book.close(effects);
    }

    private Due due() {
        assertThat(shop.agenda()).hasSize(1);
        return shop.agenda().get(0);
    }

    @Test
    void a_doubt_is_asked_about_after_the_settling_time() {
        doubt();

        assertThat(due()).isEqualTo(new Due(NOW + SETTLING, Subject.ITEM, ITEM));
        assertThat(effects.lookups()).isEmpty();
    }

    @Test
    void a_doubt_that_settles_by_itself_is_not_asked_about() {
        doubt();
        StockBook book = new StockBook(new Facts().next(), shop, questions);
        book.observe(ITEM, Map.of(71L, Observation.at(3, 9L)));
        book.close(effects);

        assertThat(shop.agenda()).isEmpty();
    }

    @Test
    void an_unanswered_question_is_asked_again_with_pauses_that_double_up_to_a_bound() {
        doubt();
        long last = due().dueMillis();
        for (int asked = 1; asked <= 9; asked++) {
            questions.itemIsDue(last, ITEM, shop, last, effects);
            long next = due().dueMillis();
            assertThat(next - last).isEqualTo(SETTLING << Math.min(asked, 6));
            last = next;
        }
        assertThat(effects.lookups()).hasSize(9).extracting(Lookup::attempt).startsWith(0, 1, 2);
    }

    @Test
    void what_is_due_but_no_longer_asked_is_dropped() {
        questions.itemIsDue(NOW, ITEM, shop, NOW, effects);
        questions.variantIsDue(NOW, VARIANT, new Facts().next().origin(), NOW, effects);

        assertThat(effects.lookups()).isEmpty();
    }

    @Test
    void an_unknown_variant_is_asked_for_once_whatever_number_of_orders_name_it() {
        questions.ask(VARIANT, NOW);
        questions.ask(VARIANT, NOW + 5);

        assertThat(due()).isEqualTo(new Due(NOW, Subject.VARIANT, VARIANT));
    }

    @Test
    void an_unknown_variant_is_given_up_with_a_dead_letter_after_a_bound() {
        questions.ask(VARIANT, NOW);
        for (int i = 0; i <= Questions.MAX_VARIANT_QUESTIONS; i++) {
            long dueMillis = due().dueMillis();
            questions.variantIsDue(dueMillis, VARIANT, new Facts().next().origin(), dueMillis, effects);
        }

        assertThat(effects.lookups()).hasSize(Questions.MAX_VARIANT_QUESTIONS);
        assertThat(effects.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.cause()).isEqualTo("unknown_variant"));
        assertThat(shop.agenda()).isEmpty();
    }

    @Test
    void an_answer_ends_the_question() {
        questions.ask(VARIANT, NOW);
        questions.variantIsAnswered(VARIANT);

        assertThat(shop.agenda()).isEmpty();
        assertThat(shop.variantQuestion(VARIANT)).isEmpty();
    }
}
