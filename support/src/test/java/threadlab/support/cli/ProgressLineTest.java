package threadlab.support.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, false, UTF_8);

    @Test
    void onATerminalALineTakesThePlaceOfTheLast() {
        var line = new ProgressLine(out, true, 80);
        line.show("one");
        line.show("two\u001b[2J\n");
        line.clear();
        assertThat(line.isShown()).isTrue();
        assertThat(printed.toString(UTF_8)).isEqualTo("\r\033[Kone\r\033[Ktwo\\u{1b}[2J\\n\r\033[K");
    }

    @Test
    void itIsShorterThanTheTerminalSoThatItNeverBreaks() {
        new ProgressLine(out, true, 20).show("trial 1 of 75, round 1 of 5");
        assertThat(printed.toString(UTF_8)).isEqualTo("\r\033[Ktrial 1 of 75, roun");
    }

    @Test
    void elsewhereNothingIsShown() {
        var line = new ProgressLine(out, false, 80);
        line.show("one");
        line.clear();
        out.flush();
        assertThat(line.isShown()).isFalse();
        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @Test
    void aLineThatStaysTakesThePlaceOfProgress() {
        new ProgressLine(out, true, 80).println("stays\u009b");
        new ProgressLine(out, false, 80).println("stays");
        out.flush();
        assertThat(printed.toString(UTF_8).split(System.lineSeparator(), -1))
                .containsExactly("\r\033[Kstays\\u{9b}", "stays", "");
    }
}
