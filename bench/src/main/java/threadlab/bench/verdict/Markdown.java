package threadlab.bench.verdict;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threadlab.support.PrintableText;

/** Makes Markdown show text as it is: it becomes no link, image, markup or mention, and breaks no table. */
public final class Markdown {
    /**
     * Either a word with {@code @} or {@code #} in it, or markup: at any place, the colon of {@code http:}, the dot of
     * {@code www.}
     */
    private static final Pattern LIVE = Pattern.compile("((?<![\\w.+/-])[\\w.+/-]*+[@#](?:[\\w.+/@#-]*[\\w+/@#-])?)"
            + "|[\\\\`*_\\[\\]<>|~&$]|:(?=\\S)|(?<=(?i:www))\\.");
    /** The beginning of a list or a rule. */
    private static final Pattern MARK = Pattern.compile("^(\\d{0,9})([-+=.)])");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private Markdown() {
    }

    /**
     * Returns text for a sentence or a cell. Words such as {@code a@b.c} become code: escaped, they would still be an
     * address, a mention or a reference.
     */
    public static String escaped(String text) {
        return LIVE.matcher(text).replaceAll(live -> live.group(1) == null ? "\\\\$0" : "`$0`");
    }

    /** Returns text as code, in one line. */
    public static String code(String text) {
        int longest = BACKTICKS.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
        String fence = "`".repeat(longest + 1);
        String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return fence + space + PrintableText.of(text) + space + fence;
    }

    /** Returns a table; the first row is its head. */
    public static String table(List<List<String>> rows) {
        return line(rows.getFirst()) + "|---".repeat(rows.getFirst().size()) + "|\n"
                + rows.stream().skip(1).map(Markdown::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Markdown::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Returns a list with an item for each sentence. */
    public static String list(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> "- " + MARK.matcher(escaped(sentence)).replaceFirst("$1\\\\$2") + "\n")
                .collect(Collectors.joining());
    }
}
