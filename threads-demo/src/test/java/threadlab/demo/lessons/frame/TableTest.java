package threadlab.demo.lessons.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsOfNumbersAreSetToTheRight() {
        Table table = new Table("way", "lost", "took", "note").row("a lock", "0", "12.5 ms", "10 of them")
                .row("none", "1,204", "0.1 ms", "2");

        assertThat(table.lines()).containsExactly(
                "way       lost      took   note",
                "------   -----   -------   ----------",
                "a lock       0   12.5 ms   10 of them",
                "none     1,204    0.1 ms   2");
    }

    @Test
    void firstColumnHasNamesEvenIfTheyAreNumbers() {
        assertThat(new Table("threads", "lost").row("1", "0").row("16", "12").lines()).containsExactly(
                "threads   lost",
                "-------   ----",
                "1            0",
                "16          12");
    }

    @Test
    void textOnThePageIsEscaped() {
        assertThat(new Table("a<b").row("<script>").html()).contains("<th>a&lt;b</th>", "<td>&lt;script&gt;</td>");
    }

    @Test
    void rowOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table("one", "two").row("1"));
    }
}
