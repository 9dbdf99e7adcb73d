package threadlab.demo.lessons.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarsTest {

    @Test
    void barsHaveOneScaleFromZero() {
        Bars bars = new Bars("threads").bar("few", 25, "25").bar("many", 100, "100").bar("none", 0, "0");

        assertThat(bars.lines()).containsExactly(
                "threads",
                "few   |" + "#".repeat(8) + " 25",
                "many  |" + "#".repeat(32) + " 100",
                "none  | 0");
    }

    @Test
    void nothingButZeroIsDrawnToo() {
        assertThat(new Bars("nothing").bar("a", 0, "0").lines()).contains("a  | 0");
        assertThat(new Bars("nothing").bar("a", 0, "0").html()).doesNotContain("NaN");
    }
}
