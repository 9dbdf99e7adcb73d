package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import threadlab.bench.verdict.Comparison;
import threadlab.bench.verdict.Json;
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
            write(file, text);
        } catch (IOException e) {
            if (run.trials().isEmpty()) {
                throw new IOException("cannot write " + file + ": " + reason(e), e);
            }
            Path rescued = Files.createTempFile("threadlab-compare-", ".json");
            Files.writeString(rescued, text);
            throw new IOException("cannot write " + file + ": " + reason(e) + "; all " + run.trials().size()
                    + " trials are in " + rescued, e);
        }
    }

    /** In one move, so that an interrupted or failed write leaves what was there before. */
    static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** Without the path, which whoever asks has said already. */
    static String reason(IOException e) {
        if (e instanceof FileSystemException system) {
            return system.getReason() != null ? system.getReason() : e.getClass().getSimpleName();
        }
        return e.getMessage();
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
