package threadlab.bench.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are written whole or not at all. */
public final class WholeFile {
    private WholeFile() {
    }

    /** In one move, so that an interrupted or failed write leaves what was there before. */
    public static void write(Path file, String text) throws IOException {
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
    public static String reason(IOException e) {
        if (e instanceof FileSystemException system) {
            return system.getReason() != null ? system.getReason() : e.getClass().getSimpleName();
        }
        return e.getMessage();
    }
}
