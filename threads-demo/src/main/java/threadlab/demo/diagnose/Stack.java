package threadlab.demo.diagnose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The calls that a thread is in.
 *
 * @param frames the innermost first, such as {@code java.lang.Thread.sleep(Thread.java:507)}, without module names
 */
record Stack(List<String> frames) {
    private static final Pattern OF_THE_JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");

    /** Returns whether it is in a method, given by the name of its class, a dot and its own name. */
    boolean isIn(String method) {
        return frames.stream().anyMatch(frame -> frame.startsWith(method + "("));
    }

    /** Returns whether it is in a method of a class or a package with this prefix. */
    boolean isBelow(String prefix) {
        return frames.stream().anyMatch(frame -> frame.startsWith(prefix));
    }

    /** Returns the innermost frame that is not of the JDK, or else the innermost one; empty if there is none. */
    Optional<String> place() {
        return placeInTheProgram().or(() -> frames.stream().findFirst());
    }

    /** Returns the innermost frame that is not of the JDK; empty if there is none. */
    Optional<String> placeInTheProgram() {
        return frames.stream().filter(frame -> !OF_THE_JDK.matcher(frame).matches()).findFirst();
    }

    /**
     * Returns the innermost frame that keeps a thread on its carrier: a native one that has called back, or a class
     * initializer. A monitor that is held, which does that before JDK 24, cannot be seen in a stack.
     */
    Optional<String> pinningFrame() {
        return frames.stream().skip(1)
                .filter(frame -> frame.endsWith("(Native Method)") || frame.contains(".<clinit>(")).findFirst();
    }
}
