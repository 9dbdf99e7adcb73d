package threadlab.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of keys, certificates and passwords. They are small, so that no more than a limit is ever read. */
public final class KeyFile {
    /** A system trusts authorities whose certificates have some hundred kilobytes. */
    private static final int LARGEST = 4 << 20;
    private static final int LONGEST_PASSWORD = 4096;

    private KeyFile() {
    }

    /** @throws IOException in a line that names the file, unless it is a {@link FileSystemException} */
    static byte[] read(Path file) throws IOException {
        byte[] content = begin(file, LARGEST);
        if (content.length > LARGEST) {
            throw new IOException(file + " is too large, allowed: a keystore or PEM of at most " + (LARGEST >> 20)
                    + " MiB");
        }
        return content;
    }

    /** The password that a file begins with; the same is thrown. */
    public static char[] firstLine(Path file) throws IOException {
        byte[] content = begin(file, LONGEST_PASSWORD);
        int end = 0;
        while (end < content.length && content[end] != '\n' && content[end] != '\r') {
            end++;
        }
        if (end > LONGEST_PASSWORD) {
            throw new IOException("the first line of " + file + " is too long, allowed: at most " + LONGEST_PASSWORD
                    + " bytes");
        }
        try {
            var line = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content, 0, end));
            char[] password = new char[line.remaining()];
            line.get(password);
            return password;
        } catch (CharacterCodingException e) {
            throw new IOException("the first line of " + file + " is no text, allowed: a password in UTF-8", e);
        }
    }

    /** So much of it, and a byte more where there is more. */
    private static byte[] begin(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
