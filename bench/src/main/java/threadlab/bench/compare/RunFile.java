package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.Malformed;
import threadlab.bench.input.Records;
import threadlab.bench.verdict.Comparison;
import threadlab.bench.verdict.Json;
import threadlab.client.WholeFile;

/** The files of a run: written whole or not at all, and read with care. */
final class RunFile {
    /** A page has several times as much, and holds it several times while it is made. */
    private static final int PART_OF_HEAP = 128;

    private RunFile() {
    }

    /**
     * Replaces the run's data. Where that cannot be done, what was measured goes to the folder for temporary files.
     *
     * @throws IOException that says in a line what is where
     */
    static void save(Path file, Comparison run) throws IOException {
        String text = Json.text(run) + "\n";
        try {
            WholeFile.write(file, text);
        } catch (IOException e) {
            if (run.trials().isEmpty()) {
                throw new IOException("cannot write " + file + ": " + WholeFile.reason(e), e);
            }
            throw new IOException("cannot write " + file + ": " + WholeFile.reason(e) + "; all " + run.trials().size()
                    + " trials are in " + WholeFile.rescue("compare.json", text), e);
        }
    }

    /**
     * A run that others may have written; all of its text may be printed.
     *
     * @throws IllegalArgumentException in a line, if the file is no run of {@code compare}
     */
    static Comparison read(Path file) {
        try {
            return run(JsonInput.read(file, PART_OF_HEAP));
        } catch (Malformed e) {
            throw refusal(file, e);
        }
    }

    /** The same to go on with: its arguments are as they were given, and not to be printed. */
    static Comparison readToResume(Path file) {
        try {
            Object json = JsonInput.readAsItIs(file, PART_OF_HEAP);
            List<String> arguments = run(json).arguments();
            return run(JsonInput.printable(json)).withArguments(arguments);
        } catch (Malformed e) {
            throw refusal(file, e);
        }
    }

    private static Comparison run(Object json) {
        if (json instanceof Map<?, ?> fields && !Comparison.SCHEMA.equals(fields.get("schema"))) {
            throw new Malformed(
                    "its schema is " + fields.get("schema") + ", this version reads " + Comparison.SCHEMA);
        }
        return Records.of(Comparison.class, json);
    }

    private static IllegalArgumentException refusal(Path file, Malformed e) {
        return new IllegalArgumentException(file + " is no run of compare: " + e.getMessage(), e);
    }
}
