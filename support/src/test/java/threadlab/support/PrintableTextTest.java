package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTextTest {

    @ParameterizedTest
    @CsvSource({"'plain text ~!', 'plain text ~!'", "'', ''", "'é漢😀', 'é漢😀'", "'\\$1', '\\$1'",
            "'a\nb\tc', 'a\\nb\\tc'", "'a\rb', 'a\\u{d}b'", "'\u001b[2J', '\\u{1b}[2J'", "'\u009b31m', '\\u{9b}31m'",
            "'\u202eab', '\\u{202e}ab'", "'\u2028\u2029', '\\u{2028}\\u{2029}'", "'\ufeff', '\\u{feff}'",
            "'\ue000', '\\u{e000}'", "'\ud800x', '\\u{d800}x'", "'\ufffd', '\ufffd'"})
    void whatIsNotVisibleIsEscaped(String text, String printable) {
        assertThat(PrintableText.of(text)).isEqualTo(printable);
        assertThat(PrintableText.of(new StringBuilder(text))).isEqualTo(printable);
    }

    @Test
    void noCharacterAtAllControlsATerminal() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String printable = PrintableText.of(Character.toString(c));
            assertThat(printable.codePoints().allMatch(PrintableTextTest::isVisible)).as("U+%04X", c).isTrue();
        }
    }

    /** A space, or a character with a glyph: it does not move, hide, turn around or end a line. */
    private static boolean isVisible(int c) {
        return c == ' ' || c > ' ' && c < 0x7f || c >= 0xa0 && !Character.isISOControl(c)
                && Character.UnicodeScript.of(c) != Character.UnicodeScript.UNKNOWN
                && Character.getDirectionality(c) < Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING
                && c != 0x2028 && c != 0x2029;
    }
}
