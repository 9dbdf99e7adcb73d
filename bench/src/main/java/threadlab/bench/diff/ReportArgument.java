package threadlab.bench.diff;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line names as one report: a file, a folder, {@code -} for standard input, or several of these with
 * commas between them, which are passes of one report.
 */
public record ReportArgument(List<Path> parts) {
    public static final Path STANDARD_INPUT = Path.of("-");

    /**
     * Splits the text at commas, but never within the name of a file that exists.
     *
     * @throws IllegalArgumentException in one line, if a name is empty
     */
    public static ReportArgument parse(String text) {
        List<Path> parts = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = endOfName(text, start);
            if (text.substring(start, end).isBlank()) {
                throw new IllegalArgumentException("'" + text + "' is not a file, or several with commas between them");
            }
            parts.add(Path.of(text.substring(start, end)));
            start = end + 1;
        }
        return new ReportArgument(parts);
    }

    /**
     * Refuses a file for a result that is one of the reports.
     *
     * @throws IllegalArgumentException in one line
     */
    public static void requireOthers(List<ReportArgument> reports, @Nullable Path written) {
        if (written != null && reports.stream().flatMap(report -> report.parts().stream())
                .anyMatch(part -> part.toAbsolutePath().normalize().equals(written.toAbsolutePath().normalize()))) {
            throw new IllegalArgumentException(written + " is a report that is compared; write to another file");
        }
    }

    /** The end of the longest name that exists, or else the next comma. */
    private static int endOfName(String text, int start) {
        for (int end = text.length(); end > start; end = text.lastIndexOf(',', end - 1)) {
            if (Files.exists(Path.of(text.substring(start, end)))) {
                return end;
            }
        }
        int comma = text.indexOf(',', start);
        return comma < 0 ? text.length() : comma;
    }

    /** @param whole whether the name has the folders that lead to the file */
    String name(boolean whole) {
        Path first = parts.getFirst();
        Path last = first.toAbsolutePath().normalize().getFileName();
        String name = first.equals(STANDARD_INPUT)
                ? "standard input"
                : whole || last == null ? first.toString() : last.toString();
        return name + (parts.size() == 1 ? "" : " and " + (parts.size() - 1) + " more");
    }
}
