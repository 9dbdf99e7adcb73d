package threadlab.support.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
    @Test
    void aTextIsBrokenBetweenWords() {
        assertThat(Terminal.wrapped("one two three four", 9, 0)).isEqualTo("one two\nthree\nfour");
        assertThat(Terminal.wrapped("- one two three", 9, 2)).isEqualTo("- one two\n  three");
        assertThat(Terminal.wrapped("short", 9, 2)).isEqualTo("short");
    }

    @Test
    void aWordThatIsTooLongHasALineOfItsOwn() {
        assertThat(Terminal.wrapped("a incomprehensibilities b", 9, 0)).isEqualTo("a\nincomprehensibilities\nb");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "19", "-80", "wide", "123456"})
    void whatIsNoWidthOfATerminalIsNotTaken(String columns) {
        assertThat(Terminal.told(columns)).isZero();
    }

    @Test
    void theLauncherTellsTheWidth() {
        assertThat(Terminal.told("132")).isEqualTo(132);
    }
}
