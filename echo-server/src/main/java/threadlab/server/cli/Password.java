package threadlab.server.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Of keys; null if none was given. Never on a command line, which every user of the machine can read. */
public record Password(char[] characters) {
    static final String VARIABLE = "LAB_TLS_PASSWORD";

    /** The first line of the file, if there is one; else the environment's. */
    static Password of(Path file) throws IOException {
        if (file != null) {
            return new Password(KeyFile.firstLine(file));
        }
        String variable = System.getenv(VARIABLE);
        return new Password(variable == null ? null : variable.toCharArray());
    }

    /** @throws IOException if there is none */
    char[] required(Path file) throws IOException {
        if (characters == null) {
            throw new IOException(file + " needs a password, allowed: the first line of the file given with "
                    + "--tls-password-file, or the environment variable " + VARIABLE);
        }
        return characters;
    }
}
