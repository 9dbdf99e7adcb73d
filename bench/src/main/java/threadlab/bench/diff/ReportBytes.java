package threadlab.bench.diff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import threadlab.bench.input.MalformedInput;
import threadlab.support.IoErrors;

/** Reads the bytes of a file or pipe, once, and expands them if they are gzip. */
final class ReportBytes {
    /** A file may have this part of the heap. */
    private static final int PART_OF_HEAP = 64;
    private static final int MAX = (int) Math.min(Integer.MAX_VALUE / 2,
            Runtime.getRuntime().maxMemory() / PART_OF_HEAP);

    private ReportBytes() {
    }

    /** @throws MalformedInput if it cannot be read, or is too large */
    static byte[] of(Path file, InputStream standardInput) {
        try (InputStream in = file.equals(ReportArgument.STANDARD_INPUT) ? standardInput : Files.newInputStream(file)) {
            byte[] bytes = bounded(in);
            return isGzip(bytes) ? bounded(new GZIPInputStream(new ByteArrayInputStream(bytes))) : bytes;
        } catch (NoSuchFileException e) {
            throw new MalformedInput("there is no such file");
        } catch (AccessDeniedException e) {
            throw new MalformedInput("it may not be read: permission denied");
        } catch (IOException e) {
            throw new MalformedInput("it cannot be read: " + IoErrors.text(e));
        }
    }

    private static byte[] bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX + 1);
        if (bytes.length > MAX) {
            throw new MalformedInput("it is too large: it has more than " + (MAX >> 10)
                    + " KiB, a 64th of the JVM's memory; LAB_JAVA_OPTS=-Xmx8g raises that");
        }
        return bytes;
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }
}
