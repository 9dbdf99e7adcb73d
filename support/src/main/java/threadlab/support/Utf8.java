package threadlab.support;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads text files that Windows has written: PowerShell's are in UTF-16, and editors put a mark before UTF-8. */
public final class Utf8 {
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private Utf8() {
    }

    /**
     * Returns a text in UTF-8 without a byte order mark, if it begins with one; that names UTF-8 or UTF-16. Bytes that
     * begin otherwise are returned as they are.
     */
    public static byte[] of(byte[] bytes) {
        if (bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length)) {
            return Arrays.copyOfRange(bytes, MARK.length, bytes.length);
        }
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        return switch (mark) {
            case 0xfffe -> decoded(bytes, StandardCharsets.UTF_16LE);
            case 0xfeff -> decoded(bytes, StandardCharsets.UTF_16BE);
            default -> bytes;
        };
    }

    private static byte[] decoded(byte[] bytes, Charset charset) {
        return new String(bytes, 2, bytes.length - 2, charset).getBytes(StandardCharsets.UTF_8);
    }
}
