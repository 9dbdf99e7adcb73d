package threadlab.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import threadlab.support.KeyFile;

/**
 * The password of a key. It is never taken from the command line, which every user of the machine can read.
 *
 * @param characters null if none was given
 */
public record Password(char @Nullable [] characters) {
    static final String VARIABLE = "LAB_TLS_PASSWORD";

    /** Reads the first line of the file, or the environment if there is no file. */
    static Password of(@Nullable Path file) throws IOException {
        if (file != null) {
            return new Password(KeyFile.firstLine(file));
        }
        String variable = System.getenv(VARIABLE);
        return new Password(variable == null ? null : variable.toCharArray());
    }

    /** @throws IOException if no password was given */
    char[] required(Path file) throws IOException {
        if (characters == null) {
            throw new IOException(file + " needs a password, allowed: the first line of the file given with "
                    + "--tls-password-file, or the environment variable " + VARIABLE);
        }
        return characters;
    }
}
