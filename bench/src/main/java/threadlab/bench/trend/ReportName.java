package threadlab.bench.trend;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.support.PrintableText;

/**
 * What the name of a report tells, or else that of the folder that it is in.
 *
 * @param stem the name without its ending
 * @param time when it was measured; null if the name has no date
 * @param date the same as text, without what the name does not have; empty if it has none
 * @param commit at most seven digits; empty if the name has none
 */
record ReportName(String stem, @Nullable LocalDateTime time, String date, String commit) {
    private static final Pattern DATE = Pattern.compile("(?<![0-9a-fA-F])"
            + "(?<year>20\\d\\d)[-_.]?(?<month>\\d\\d)[-_.]?(?<day>\\d\\d)"
            + "(?:[-_T. ]?(?<hour>[01]\\d|2[0-3])[-_:.]?(?<minute>[0-5]\\d)(?:[-_:.]?(?<second>[0-5]\\d))?Z?)?"
            + "(?![0-9a-fA-F])");
    /** Digits alone may be a number, and letters alone a word. */
    private static final Pattern COMMIT = Pattern
            .compile("(?<![0-9a-zA-Z])(?=[a-f]*\\d)(?=\\d*[a-f])[0-9a-f]{7,40}(?![0-9a-zA-Z])");
    private static final Pattern ENDING = Pattern.compile("(?i)\\.(json|csv|scsv)?(\\.gz)?$");
    private static final int SHORT_COMMIT = 7;

    static ReportName of(Path file) {
        Path path = file.toAbsolutePath().normalize();
        ReportName own = of(path.getFileName() == null ? "" : path.getFileName().toString());
        Path folder = path.getParent();
        if (folder == null || folder.getFileName() == null || !own.label().equals(own.stem)) {
            return own;
        }
        ReportName ofFolder = of(folder.getFileName().toString());
        return ofFolder.time == null && ofFolder.commit.isEmpty()
                ? own
                : new ReportName(own.stem, ofFolder.time, ofFolder.date, ofFolder.commit);
    }

    static ReportName of(String name) {
        String stem = PrintableText.of(ENDING.matcher(name).replaceFirst(""));
        Matcher commit = COMMIT.matcher(name);
        String found = commit.find() ? commit.group().substring(0, SHORT_COMMIT) : "";
        return DATE.matcher(name).results().map(date -> dated(stem, date, found)).filter(dated -> dated.time != null)
                .findFirst().orElse(new ReportName(stem, null, "", found));
    }

    private static ReportName dated(String stem, MatchResult date, String commit) {
        try {
            LocalDateTime time = LocalDateTime.of(number(date, "year"), number(date, "month"), number(date, "day"),
                    number(date, "hour"), number(date, "minute"), number(date, "second"));
            return new ReportName(stem, time,
                    time.toLocalDate() + (date.group("hour") == null ? "" : " " + time.toLocalTime()), commit);
        } catch (DateTimeException e) {
            return new ReportName(stem, null, "", commit); // digits that are no date
        }
    }

    private static int number(MatchResult date, String part) {
        String digits = date.group(part);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Returns date and commit, or the stem where the name has neither. */
    String label() {
        String label = Stream.of(date, commit).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        return label.isEmpty() ? stem : label;
    }
}
