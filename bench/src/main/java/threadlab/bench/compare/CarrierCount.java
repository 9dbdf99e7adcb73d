package threadlab.bench.compare;

import java.util.List;
import threadlab.support.Preconditions;

/**
 * How many carriers the virtual threads of a candidate have.
 *
 * @param text a number, {@code jdk} for one a CPU, or {@code auto} for as many as pay
 */
record CarrierCount(String text) {
    /** The option of a server of ours. */
    static final String OPTION = "--carriers";
    private static final int MOST = 256;

    /** @throws IllegalArgumentException in one line, for a value that is not allowed */
    static CarrierCount parse(String text) {
        var count = new CarrierCount(text);
        Preconditions.check(!count.isNumber() && List.of("jdk", "auto").contains(text)
                || count.isNumber() && Integer.parseInt(text) <= MOST, "carriers", text, "jdk, auto, 1 to " + MOST);
        return count;
    }

    private boolean isNumber() {
        return text.matches("[1-9]\\d{0,2}");
    }

    /** Returns the name in that of a candidate: {@code 1carrier}, {@code 2carriers}, {@code auto-carriers}. */
    String name() {
        return text.equals("1") ? "1carrier" : isNumber() ? text + "carriers" : text + "-carriers";
    }

    /** Returns what the JVM needs. A number is its affair, since a program can set one only from Java 24 on. */
    List<String> flags() {
        return isNumber() ? List.of("-Djdk.virtualThreadScheduler.parallelism=" + text) : List.of();
    }

    /** Returns what the server needs, which would look for a number by itself. */
    List<String> arguments() {
        return List.of(OPTION, isNumber() ? "jdk" : text);
    }
}
