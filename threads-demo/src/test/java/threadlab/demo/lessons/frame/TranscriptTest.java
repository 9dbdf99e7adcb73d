package threadlab.demo.lessons.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    @Test
    void theLinesThatMatterArePointedAt() {
        Transcript transcript = new Transcript("jcmd PID Thread.print", List.of("idle", "busy <x>"), "^busy",
                "It\nis.");

        assertThat(transcript.lines()).containsExactly("$ jcmd PID Thread.print", "  idle", "> busy <x>", "", "It is.");
        assertThat(transcript.html()).contains("\nidle\n<mark>busy &lt;x&gt;</mark>", "<p>It is.</p>");
    }

    @Test
    void aLineThatMattersIsWrappedForATerminal() {
        String wide = "a".repeat(50) + " " + "b".repeat(50);

        assertThat(new Transcript("tool", List.of("  " + wide), "b", "note").lines())
                .contains("> " + "a".repeat(50), "> " + "b".repeat(50));
    }

    @Test
    void aTerminalGetsWholeLinesAsFarAsTheyFitAndAscii() {
        String wide = "a".repeat(100) + "\u2026";
        Transcript transcript = new Transcript("tool", List.of(wide, "\u2026"), "nothing", "note");

        assertThat(transcript.lines()).contains("  ?").allMatch(line -> line.length() <= 80);
        assertThat(transcript.html()).contains(wide);
    }
}
