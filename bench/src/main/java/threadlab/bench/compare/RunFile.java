package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.MalformedInput;
import threadlab.bench.input.RecordReader;
import threadlab.bench.process.RunFolder;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.RunRecord;
import threadlab.support.AtomicFile;

/** The data file of a run: written whole or not at all, and not trusted when it is read. */
final class RunFile {
    /** The page is several times as large, and held several times while it is made. */
    private static final int PART_OF_HEAP = 128;
    static final String DATA = "compare.json";
    static final String PAGE = "report.html";
    static final List<String> NAMES = List.of(DATA, PAGE);
    /** Runs whose folder is not named get one in here. */
    static final String DEFAULT_FOLDER = "lab-report";

    private RunFile() {
    }

    /** Returns the data file of a folder, which may be that of a run, or of several. Any other file is itself. */
    static Path find(Path file) {
        return Files.isDirectory(file)
                ? RunFolder.latest(file, DATA).orElseGet(
                        () -> Files.exists(file.resolve(DATA)) ? file.resolve(DATA) : file)
                : file;
    }

    /**
     * Replaces the file. If that fails, the data goes to the folder for temporary files.
     *
     * @throws IOException in one line, which names both files
     */
    static void save(Path file, RunRecord run) throws IOException {
        String text = Json.text(run) + "\n";
        try {
            AtomicFile.write(file, text);
        } catch (IOException e) {
            if (run.trials().isEmpty()) {
                throw e;
            }
            throw new IOException(e.getMessage() + "; all " + run.trials().size() + " trials are in "
                    + AtomicFile.rescue(DATA, text), e);
        }
    }

    /**
     * Reads a run that somebody else may have written, and makes its text printable.
     *
     * @throws IllegalArgumentException in one line, if the file is no run of {@code compare}
     */
    static RunRecord read(Path file) {
        try {
            return run(JsonInput.read(file, PART_OF_HEAP));
        } catch (MalformedInput e) {
            throw refusal(file, e);
        }
    }

    /** Reads a run to continue it: its arguments are as they were given, and must not be printed. */
    static RunRecord readToResume(Path file) {
        try {
            Object json = JsonInput.readAsItIs(file, PART_OF_HEAP);
            List<String> arguments = run(json).invocation().arguments();
            return run(JsonInput.printable(json)).withArguments(arguments);
        } catch (MalformedInput e) {
            throw refusal(file, e);
        }
    }

    private static RunRecord run(@Nullable Object json) {
        if (json instanceof Map<?, ?> fields && !RunRecord.SCHEMA.equals(fields.get("schema"))) {
            throw new MalformedInput("its schema is " + fields.get("schema") + ", allowed: " + RunRecord.SCHEMA
                    + "; use the version of threadlab that wrote it, or measure again");
        }
        return RecordReader.of(RunRecord.class, json);
    }

    private static IllegalArgumentException refusal(Path file, MalformedInput e) {
        return new IllegalArgumentException(file + " is no run of compare: " + e.getMessage(), e);
    }
}
