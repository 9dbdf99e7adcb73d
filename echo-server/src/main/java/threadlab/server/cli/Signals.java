package threadlab.server.cli;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * SIGINT and SIGTERM. Not a shutdown hook, since that can neither choose the exit status nor see a second signal.
 *
 * <p>{@code sun.misc.Signal}, of the supported module jdk.unsupported, is the JDK's only way. It is reached by
 * reflection because javac warns of it without a way to say "I know", and a warning fails this build.
 */
final class Signals {
    private Signals() {
    }

    /** Runs {@code action} on a thread of its own at the first signal; the second one ends the process at once. */
    static void onFirst(Runnable action) {
        Thread first = Thread.ofPlatform().name("drain").unstarted(action);
        try {
            handle("INT", 2, first);
            handle("TERM", 15, first);
        } catch (ReflectiveOperationException unavailable) {
            // Not on this JVM, or it was told to leave signals alone (-Xrs): then a signal ends it at once.
            System.getLogger(Signals.class.getName()).log(System.Logger.Level.DEBUG, "no signals", unavailable);
        }
    }

    private static void handle(String name, int number, Thread first) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object startOrEnd = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler},
                (proxy, method, arguments) -> method.getName().equals("handle")
                        ? startOrEnd(first, 128 + number)
                        : method.invoke(first, arguments)); // hashCode, equals, toString
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), startOrEnd);
    }

    private static synchronized @Nullable Object startOrEnd(Thread first, int status) {
        if (first.getState() == Thread.State.NEW) {
            first.start();
        } else {
            Runtime.getRuntime().halt(status);
        }
        return null;
    }
}
