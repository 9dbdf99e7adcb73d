package threadlab.bench.diff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadlab.bench.input.MalformedInput;
import threadlab.support.IoErrors;
import threadlab.support.PrintableText;

/**
 * Reads the reports of a comparison, each file once. They are not trusted: a file is read, or refused in one line. A
 * report and its copy are refused too, since they would only ever show that nothing has changed.
 */
public final class ReportReader {
    /** Far more than anybody reads in a table. */
    private static final int MAX_RESULTS = 10_000;

    private final InputStream standardInput;
    private final Map<ByteBuffer, Path> read = new HashMap<>();

    public ReportReader(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** What has been read of the passes of a report. */
    private record Passes(Map<BenchmarkKey, BenchmarkResult> results, List<String> notes) {
    }

    /**
     * Reads the reports; the forks of all passes of one count together.
     *
     * @throws IllegalArgumentException in one line, if a file is no such report
     */
    public List<JmhReport> read(List<ReportArgument> arguments) {
        boolean clash = arguments.stream().map(argument -> argument.name(false)).distinct().count() < arguments.size();
        List<JmhReport> reports = new ArrayList<>();
        for (ReportArgument argument : arguments) {
            var passes = new Passes(new LinkedHashMap<>(), new ArrayList<>());
            argument.parts().forEach(part -> read(part, passes));
            reports.add(new JmhReport(PrintableText.of(argument.name(clash)),
                    List.copyOf(passes.results.values()), passes.notes));
        }
        return reports;
    }

    private void read(Path part, Passes passes) {
        if (Files.isDirectory(part)) {
            readFolder(part, passes);
            return;
        }
        try {
            add(part, results(part), passes);
        } catch (MalformedInput e) {
            throw refusal(part, String.valueOf(e.getMessage()));
        }
    }

    /** Reads all files of the folder whose names are those of reports; what else they are is noted. */
    private void readFolder(Path folder, Passes passes) {
        List<String> others = new ArrayList<>();
        int reports = 0;
        for (Path file : reportsIn(folder)) {
            try {
                add(file, results(file), passes);
                reports++;
            } catch (MalformedInput e) {
                others.add(PrintableText.of(file.toString()) + " is left out: " + e.getMessage());
            }
        }
        if (reports == 0) {
            throw refusal(folder, others.isEmpty() ? "no .json is in this folder" : others.getFirst());
        }
        passes.notes.addAll(others);
    }

    private static List<Path> reportsIn(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ReportReader::isNamedAsReport)) {
            all.forEach(files::add);
        } catch (IOException e) {
            throw refusal(folder, "it cannot be read: " + IoErrors.text(e));
        }
        files.removeIf(Files::isDirectory);
        files.sort(null);
        return files;
    }

    /** Returns whether a file in a folder may be a report, by its name; {@code ./lab jmh} writes others beside it. */
    public static boolean isNamedAsReport(Path file) {
        String name = file.toString();
        return (name.endsWith(".json") || name.endsWith(".json.gz")) && !name.endsWith("-environment.json");
    }

    private List<BenchmarkResult> results(Path file) {
        if (read.containsValue(ReportArgument.STANDARD_INPUT) && file.equals(ReportArgument.STANDARD_INPUT)) {
            throw new MalformedInput("it is named twice, and can be read once");
        }
        byte[] bytes = ReportBytes.of(file, standardInput);
        List<@Nullable Object> entries = ReportFormat.results(bytes);
        if (entries.isEmpty()) {
            throw new MalformedInput("it holds no result");
        }
        if (entries.size() > MAX_RESULTS) {
            throw new MalformedInput("it holds " + entries.size() + " results, allowed: at most " + MAX_RESULTS);
        }
        List<BenchmarkResult> results = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            try {
                results.addAll(new JmhResultParser(entries.get(i)).results());
            } catch (MalformedInput e) {
                throw new MalformedInput("result " + (i + 1) + ": " + e.getMessage());
            }
        }
        Path same = read.putIfAbsent(digest(bytes), file); // not before it is known to be a report
        if (same != null) {
            throw new IllegalArgumentException(same + " and " + file + " are the same report");
        }
        return results;
    }

    private static void add(Path file, List<BenchmarkResult> results, Passes passes) {
        List<BenchmarkResult> apart = Variants.apart(results);
        for (BenchmarkResult result : apart) {
            passes.results.merge(result.key(), result, BenchmarkResult::plus);
        }
        long repeated = apart.size() - apart.stream().map(BenchmarkResult::key).distinct().count();
        if (repeated > 0) {
            passes.notes.add(PrintableText.of(file.toString()) + " has " + repeated
                    + " of its benchmarks more than once; their forks count together.");
        }
        if (passes.results.size() > MAX_RESULTS) {
            throw new IllegalArgumentException("the files of a report hold more than " + MAX_RESULTS + " benchmarks");
        }
    }

    private static ByteBuffer digest(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static IllegalArgumentException refusal(Path file, String reason) {
        return new IllegalArgumentException(
                (file.equals(ReportArgument.STANDARD_INPUT) ? "standard input" : file) + " is no JMH report: "
                        + reason);
    }
}
