package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import threadlab.bench.input.Hostile;

/** As GitHub's own cmark-gfm shows it, with tables and links that need no brackets; tried by hand. */
class MarkdownTest {

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"![x](http://a.b) !\\[x\\](http\\://a.b)", "<img> \\<img\\>", "a|b a\\|b",
            "`a` \\`a\\`", "*a*_b_~c~ \\*a\\*\\_b\\_\\~c\\~", "www.a.b www\\.a.b", "WWW.a.b WWW\\.a.b", "&lt; \\&lt;",
            "a@b.c `a@b.c`", "#1 `#1`", "v_w+x@21/y.z `v_w+x@21/y.z`", "(@us). (`@us`).", "at@21. `at@21`.",
            "a_b a\\_b", "\\[ \\\\\\[",
            "virtual-tuned virtual-tuned", "10.00 10.00", "1:1 1\\:1"})
    void whatWouldMarkUpIsEscapedAndAllElseIsNot(String text, String escaped) {
        assertThat(Markdown.escaped(text)).isEqualTo(escaped);
        assertThat(Markdown.escaped("Why: " + text + ".")).isEqualTo("Why: " + escaped + ".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a|`a`", "a`b|``a`b``", "`a`|`` `a` ``", "a``b|```a``b```"})
    void codeMayHaveBackticks(String text, String code) {
        assertThat(Markdown.code(text)).isEqualTo(code);
    }

    @Test
    void codeIsInOneLine() {
        assertThat(Markdown.code("a\nb")).isEqualTo("`a\\nb`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"- a|- \\- a", "1. a|- 1\\. a", "--- |- \\---", "# a|- `#` a", "a - b|- a - b"})
    void anItemBeginsNoListOrHeadingOfItsOwn(String text, String item) {
        assertThat(Markdown.list(List.of(text))).isEqualTo(item + "\n");
    }

    static List<String> texts() {
        return Hostile.TEXTS.stream().map(text -> text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?")).toList();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTableHasTheSameColumnsInEachLine(String hostile) {
        Hostile.assertIsTextInMarkdown(Markdown.table(List.of(List.of("a", "b"), List.of(hostile, "x" + hostile))));
    }
}
