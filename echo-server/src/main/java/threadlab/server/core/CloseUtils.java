package threadlab.server.core;

import java.io.Closeable;
import java.io.IOException;

/** Closes resources that are no longer needed. A failure is logged, since nothing else can be done about it. */
public final class CloseUtils {
    private CloseUtils() {
    }

    /** @param owner whose logger a failure goes to */
    public static void closeLogged(Closeable resource, Class<?> owner) {
        try {
            resource.close();
        } catch (IOException e) {
            System.getLogger(owner.getName()).log(System.Logger.Level.WARNING, "close failed", e);
        }
    }
}
