package threadlab.bench.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.support.AtomicFile;
import threadlab.support.cli.ResultFile;

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
     * Refuses files for results that are the same file, or one of the reports, also one in a folder of them.
     *
     * @throws IllegalArgumentException in one line
     */
    public static void requireOthers(List<ReportArgument> reports, @Nullable Path html, @Nullable Path json) {
        ResultFile.requireDifferent(new ResultFile("--html", html), new ResultFile("--json", json));
        for (Path written : Stream.of(html, json).filter(Objects::nonNull).toList()) {
            if (reports.stream().flatMap(report -> report.parts().stream()).anyMatch(part -> isOf(part, written))) {
                throw new IllegalArgumentException(written + " is a report that is compared; write to another file");
            }
        }
    }

    private static boolean isOf(Path part, Path written) {
        if (!Files.isDirectory(part)) {
            return AtomicFile.isSame(part, written);
        }
        try {
            return Files.exists(written) && ReportReader.isNamedAsReport(written)
                    && written.toRealPath().startsWith(part.toRealPath());
        } catch (IOException e) {
            return false; // whoever reads it says so
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
