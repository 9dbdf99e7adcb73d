package threadlab.client.engine;

import java.io.Closeable;
import java.io.IOException;

/** Closes what is no longer needed. */
final class CloseUtils {
    private CloseUtils() {
    }

    /** Closes the resource. A failure is logged, since nothing is left to do about it. */
    static void closeAndLog(Closeable resource, Class<?> owner) {
        try {
            resource.close();
        } catch (IOException e) {
            System.getLogger(owner.getName()).log(System.Logger.Level.WARNING, "close failed", e);
        }
    }
}
