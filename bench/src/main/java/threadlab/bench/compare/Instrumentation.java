package threadlab.bench.compare;

import java.io.IOException;
import java.util.List;

/** Looks at a server more closely than a measurement allows. */
interface Instrumentation {
    Instrumentation NONE = new Instrumentation() {
    };

    /** Returns options for the JVM of the server, if the server is one that we start. */
    default List<String> jvmOptions() {
        return List.of();
    }

    /** Called when the server accepts connections, before the first one. */
    default void started(long pid) throws IOException, InterruptedException {
    }

    /** Called when all sessions have ended, while the server still runs. */
    default void loaded() throws IOException, InterruptedException {
    }
}
