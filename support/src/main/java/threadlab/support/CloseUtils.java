package threadlab.support;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Closes what is no longer needed. */
public final class CloseUtils {
    private CloseUtils() {
    }

    /** Closes the resource. A failure is logged, since nothing is left to do about it; {@code owner} names the log. */
    public static void closeAndLog(Closeable resource, Class<?> owner) {
        try {
            resource.close();
        } catch (IOException e) {
            System.getLogger(owner.getName()).log(Level.WARNING, "close failed", e);
        }
    }
}
