package threadlab.bench.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/** What somebody may have put into a file or print, and what must not come out. */
public final class Hostile {
    /** Each is short, so that a name with it is still no longer than a name may be. */
    public static final List<String> TEXTS = List.of("\u001b[2J", "\u001b]0;title\u0007", "\u009b1m\u0085",
            "\u202e\u2066",
            "\u2028\u2029", "\ufeff\u00ad", "\u0378\ue000", "\ud83e", "\u007f\u0000", "one\ntwo\r", "![x](http://a.b)",
            "[a](b)", "<img src=x>", "<http://a.b>", "</script><b>", "https://a.b", "www.a.b", "a@b.cd", "@us #12 a|b",
            "`|`", "**a** _b_", "&lt;a&gt;", "\\[a](b)\\");

    /** All but the end of a line. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\n]]");
    private static final Pattern CODE = Pattern.compile("(`+)(?!`).*?(?<!`)\\1(?!`)");
    private static final Pattern ESCAPED = Pattern.compile("\\\\\\p{Punct}");
    /** What we fold away, with a title that has nothing of theirs in it. */
    private static final Pattern FOLD = Pattern.compile("(?m)^(<details><summary>[\\w ,]+</summary>|</details>)$");
    /** What is a link, an image, markup, code or a mention where it is neither escaped nor code. */
    private static final Pattern LIVE = Pattern.compile("[\\[\\]<>`@#&]|:/|(?i:www)\\.|mailto:");

    private Hostile() {
    }

    public static void assertPrintable(String text) {
        assertThat(UNPRINTABLE.matcher(text).results().map(found -> String.format("%x", found.group().codePointAt(0))))
                .as(text).isEmpty();
    }

    /** And with so many columns in each line of a table as its head has. */
    public static void assertIsTextInMarkdown(String markdown) {
        assertPrintable(markdown);
        String live = CODE.matcher(ESCAPED.matcher(FOLD.matcher(markdown).replaceAll("")).replaceAll(""))
                .replaceAll("");
        assertThat(LIVE.matcher(live).results().map(found -> found.group())).as(markdown).isEmpty();
        assertThat(live).contains("|---");
        for (String table : live.split("\n\n")) {
            assertThat(table.lines().filter(line -> line.startsWith("|"))
                    .map(line -> line.chars().filter(c -> c == '|').count())
                    .distinct()).as(markdown).hasSizeLessThanOrEqualTo(1);
        }
    }
}
