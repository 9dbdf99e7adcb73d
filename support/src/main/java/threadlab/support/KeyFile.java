package threadlab.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of keys, certificates and passwords. They are small, so that no more than a limit is ever read. */
public final class KeyFile {
    /** The certificates of all authorities that a system trusts take some hundred kilobytes. */
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_PASSWORD_BYTES = 4096;

    private KeyFile() {
    }

    /**
     * Returns the content of a keystore, or of a PEM file in UTF-8.
     *
     * @throws IOException in one line that names the file
     */
    public static byte[] read(Path file) throws IOException {
        byte[] content = read(file, MAX_BYTES);
        if (content.length > MAX_BYTES) {
            throw new IOException(file + " is too large, allowed: a keystore or PEM of at most " + (MAX_BYTES >> 20)
                    + " MiB");
        }
        return Utf8.of(content); // which leaves a keystore as it is
    }

    /**
     * Returns the first line, which is a password in UTF-8, or in UTF-16 with a mark. What follows it may be anything.
     *
     * @throws IOException in one line that names the file
     */
    public static char[] firstLine(Path file) throws IOException {
        byte[] content = Utf8.of(read(file, 2 * MAX_PASSWORD_BYTES));
        int end = 0;
        while (end < content.length && content[end] != '\n' && content[end] != '\r') {
            end++;
        }
        if (end > MAX_PASSWORD_BYTES) {
            throw new IOException("the first line of " + file + " is too long, allowed: at most "
                    + MAX_PASSWORD_BYTES + " bytes");
        }
        try {
            CharBuffer line = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content, 0, end));
            char[] password = new char[line.remaining()];
            line.get(password);
            return password;
        } catch (CharacterCodingException e) {
            throw new IOException("the first line of " + file + " is not text, allowed: a password in UTF-8", e);
        }
    }

    /** Returns at most {@code max} bytes, and one more if the file has more. */
    private static byte[] read(Path file, int max) throws FileAccessException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(max + 1);
        } catch (IOException e) {
            throw FileAccessException.cannotRead(file, e);
        }
    }
}
