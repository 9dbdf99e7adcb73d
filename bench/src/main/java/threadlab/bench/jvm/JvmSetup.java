package threadlab.bench.jvm;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JVM that a server can be started in.
 *
 * @param name of the setup in the name of a candidate; empty for the JVM of the lab itself, without flags
 * @param home of the Java
 * @param flags that the user gave it
 */
public record JvmSetup(String name, Path home, List<String> flags) {

    /** Returns the JVM of the lab itself. */
    public static JvmSetup ofTheLab() {
        return new JvmSetup("", Path.of(System.getProperty("java.home")), List.of());
    }

    /** Returns the same Java with flags, under a longer name. */
    public JvmSetup with(String variant, List<String> flags) {
        return new JvmSetup(name.isEmpty() ? variant : name + "/" + variant, home, flags);
    }

    /** Returns the same JVM with further flags. */
    public JvmSetup adding(List<String> more) {
        return new JvmSetup(name, home, Stream.concat(flags.stream(), more.stream()).toList());
    }

    /** Returns the program that starts it. */
    public String java() {
        return home.resolve("bin").resolve("java").toString();
    }
}
