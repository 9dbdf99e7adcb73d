package threadlab.server.core;

import java.io.Closeable;
import java.io.IOException;

/** Closing what is done with. If that fails there is nothing left to do, but somebody should know. */
public final class CloseUtils {
    private CloseUtils() {
    }

    /** @param owner whose log is told of a failure */
    public static void logged(Closeable resource, Class<?> owner) {
        try {
            resource.close();
        } catch (IOException e) {
            System.getLogger(owner.getName()).log(System.Logger.Level.WARNING, "close failed", e);
        }
    }
}
