package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import threadlab.bench.verdict.Comparison;
import threadlab.bench.verdict.Json;
import threadlab.client.WholeFile;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** The files of a run: written whole or not at all, and read with care. */
final class RunFile {
    private static final String NOT_WHOLE = "it is not JSON, or not whole";

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

    /** @throws IllegalArgumentException in a line, if the file is no run of {@code compare} */
    static Comparison read(Path file) {
        try {
            String text = Files.readString(file);
            Object schema = JSON.std.mapFrom(text).get("schema");
            if (!Comparison.SCHEMA.equals(schema)) {
                throw refusal(file, "its schema is " + schema + ", this version reads " + Comparison.SCHEMA);
            }
            Comparison run = Json.read(Comparison.class, text);
            if (run.plan() == null || run.trials() == null || run.environment() == null) {
                throw refusal(file, NOT_WHOLE);
            }
            return run;
        } catch (NoSuchFileException e) {
            throw refusal(file, "there is no such file");
        } catch (IOException e) {
            throw refusal(file, "it cannot be read as text");
        } catch (JacksonException e) {
            throw refusal(file, NOT_WHOLE);
        }
    }

    private static IllegalArgumentException refusal(Path file, String reason) {
        return new IllegalArgumentException(file + " is no run of compare: " + reason);
    }
}
