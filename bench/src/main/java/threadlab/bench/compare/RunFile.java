package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.MalformedInput;
import threadlab.bench.input.RecordReader;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.RunRecord;
import threadlab.client.result.WholeFile;

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
    static void save(Path file, RunRecord run) throws IOException {
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
    static RunRecord read(Path file) {
        try {
            return run(JsonInput.read(file, PART_OF_HEAP));
        } catch (MalformedInput e) {
            throw refusal(file, e);
        }
    }

    /** The same to go on with: its arguments are as they were given, and not to be printed. */
    static RunRecord readToResume(Path file) {
        try {
            Object json = JsonInput.readAsItIs(file, PART_OF_HEAP);
            List<String> arguments = run(json).arguments();
            return run(JsonInput.printable(json)).withArguments(arguments);
        } catch (MalformedInput e) {
            throw refusal(file, e);
        }
    }

    private static RunRecord run(Object json) {
        if (json instanceof Map<?, ?> fields && !RunRecord.SCHEMA.equals(fields.get("schema"))) {
            throw new MalformedInput(
                    "its schema is " + fields.get("schema") + ", this version reads " + RunRecord.SCHEMA);
        }
        return RecordReader.of(RunRecord.class, json);
    }

    private static IllegalArgumentException refusal(Path file, MalformedInput e) {
        return new IllegalArgumentException(file + " is no run of compare: " + e.getMessage(), e);
    }
}
