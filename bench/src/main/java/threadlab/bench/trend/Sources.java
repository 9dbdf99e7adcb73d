package threadlab.bench.trend;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import threadlab.bench.diff.ReportArgument;
import threadlab.bench.diff.ReportReader;
import threadlab.support.IoErrors;
import threadlab.support.PrintableText;

/**
 * The reports of a history, the oldest first.
 *
 * @param order by what they are ordered
 * @param ofFolder whether they were found in a folder, in which other files may be too
 * @param notes what to know of the order
 */
record Sources(List<Source> sources, Order order, boolean ofFolder, List<String> notes) {
    /** Closer to each other, files were copied and not measured. */
    private static final Duration COPIED = Duration.ofSeconds(5);

    /** What the order follows. */
    enum Order {
        /** Every name has a date. */
        DATES("in the order of the dates in their names"),
        /** They lie in a folder, and a name without a date is among them. */
        FILE_TIMES("in the order of the times of their files"),
        /** They are named one by one. */
        GIVEN("in the order given");

        private final String words;

        Order(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** A report, and how it is called on the axis of time. */
    record Source(ReportArgument argument, String label) {
    }

    /** @throws IllegalArgumentException in one line, if a folder cannot be read */
    static Sources of(List<ReportArgument> arguments) {
        Path folder = arguments.getFirst().parts().getFirst();
        boolean isFolder = arguments.size() == 1 && arguments.getFirst().parts().size() == 1
                && Files.isDirectory(folder);
        List<ReportArgument> reports = isFolder ? reportsIn(folder) : arguments;
        Map<ReportArgument, ReportName> names = new HashMap<>();
        reports.forEach(report -> names.put(report, ReportName.of(report.parts().getFirst())));
        List<ReportArgument> ordered = new ArrayList<>(reports);
        List<String> notes = new ArrayList<>();
        Order order = Order.GIVEN;
        if (names.values().stream().allMatch(name -> name.time() != null)) {
            order = Order.DATES;
            ordered.sort(Comparator.comparing(report -> Objects.requireNonNull(names.get(report)).time(),
                    Comparator.nullsFirst(Comparator.naturalOrder())));
        } else if (isFolder) {
            order = Order.FILE_TIMES;
            sortByFileTimes(ordered, notes);
        }
        return new Sources(labelled(ordered, names), order, isFolder, notes);
    }

    /** With labels, the names tell nothing and the order is the one given. */
    static Sources labelled(List<ReportArgument> arguments, List<String> labels) {
        if (labels.size() != arguments.size() || labels.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("label is '" + String.join(",", labels) + "', allowed: one for each of"
                    + " the reports named, which are " + arguments.size() + ", with commas between them");
        }
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            sources.add(new Source(arguments.get(i), PrintableText.of(labels.get(i))));
        }
        return new Sources(sources, Order.GIVEN, false, List.of());
    }

    /** Files, and folders with the passes of a report. */
    private static List<ReportArgument> reportsIn(Path folder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path path : all) {
                if (Files.isDirectory(path) ? hasReports(path) : ReportReader.isNamedAsReport(path)) {
                    found.add(path);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + " cannot be read: " + IoErrors.text(e), e);
        }
        return found.stream().sorted().map(path -> new ReportArgument(List.of(path))).toList();
    }

    private static boolean hasReports(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ReportReader::isNamedAsReport)) {
            return all.iterator().hasNext();
        }
    }

    private static void sortByFileTimes(List<ReportArgument> reports, List<String> notes) {
        Map<ReportArgument, Instant> times = new HashMap<>();
        reports.forEach(report -> times.put(report, fileTime(report.parts().getFirst())));
        reports.sort(Comparator.comparing(report -> Objects.requireNonNull(times.get(report))));
        if (reports.size() > 1 && Duration.between(Objects.requireNonNull(times.get(reports.getFirst())),
                Objects.requireNonNull(times.get(reports.getLast()))).compareTo(COPIED) < 0) {
            notes.add("The times of the files lie within " + COPIED.toSeconds() + " s, as after a copy or a checkout,"
                    + " and may not be the order of the reports: name the files in their order, or with dates.");
        }
    }

    private static Instant fileTime(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + IoErrors.text(e), e);
        }
    }

    /** Labels that would be alike get the number of the report. */
    private static List<Source> labelled(List<ReportArgument> ordered, Map<ReportArgument, ReportName> names) {
        Map<String, Integer> uses = new HashMap<>();
        List<String> labels = new ArrayList<>();
        for (ReportArgument report : ordered) {
            String label = report.parts().getFirst().equals(ReportArgument.STANDARD_INPUT)
                    ? "standard input"
                    : Objects.requireNonNull(names.get(report)).label();
            labels.add(label);
            uses.merge(label, 1, Integer::sum);
        }
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            boolean isAlone = Objects.equals(uses.get(labels.get(i)), 1);
            sources.add(new Source(ordered.get(i), labels.get(i) + (isAlone ? "" : " #" + (i + 1))));
        }
        return sources;
    }
}
