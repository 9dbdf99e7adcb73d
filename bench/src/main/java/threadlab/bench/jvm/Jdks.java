package threadlab.bench.jvm;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threadlab.support.Proc;

/** Finds Javas and checks them, without starting any. */
public final class Jdks {
    /** The launcher puts the Javas of this machine here. */
    private static final String FOUND = "LAB_JAVAS";
    private static final int OLDEST = 21;
    private static final Pattern LINE = Pattern.compile("(\\d{1,4}) (.+)");
    private static final Pattern FEATURE = Pattern.compile("\"?(\\d{1,4})\\b.*");

    private Jdks() {
    }

    /**
     * Returns the Javas that the launcher has found: of each version the first one, the oldest version first. The
     * version is the name.
     *
     * @throws IllegalArgumentException in one line, if it has found none
     */
    public static List<JvmSetup> onThisMachine() {
        List<JvmSetup> found = of(System.getenv().getOrDefault(FOUND, ""));
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "jdk is 'auto', and " + FOUND + ", in which ./lab tells the Javas that it"
                            + " finds, has none; allowed: NAME=PATH");
        }
        return found;
    }

    /** @param found lines with a version and a home */
    static List<JvmSetup> of(String found) {
        Map<Integer, JvmSetup> byVersion = new TreeMap<>();
        found.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> byVersion
                .putIfAbsent(Integer.valueOf(line.group(1)),
                        new JvmSetup(line.group(1), Path.of(line.group(2)), List.of())));
        return List.copyOf(byVersion.values());
    }

    /**
     * Returns the Java at a home.
     *
     * @throws IllegalArgumentException in one line, if there is none, or one that is too old
     */
    public static JvmSetup at(String name, String home) {
        Optional<Path> path = path(home);
        if (path.isEmpty() || !Files.isExecutable(path.get().resolve("bin/java"))) {
            throw new IllegalArgumentException("jdk " + name + " is '" + home
                    + "', allowed: the home of a JDK, which has bin/java in it");
        }
        feature(path.get()).filter(feature -> feature < OLDEST).ifPresent(feature -> {
            throw new IllegalArgumentException("jdk " + name + " is '" + home + "', which is Java " + feature
                    + ", allowed: " + OLDEST + " or newer");
        });
        return new JvmSetup(name, path.get(), List.of());
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns the version that the Java tells in a file; empty if it has none. Java 8 calls itself 1.8. */
    private static Optional<Integer> feature(Path home) {
        return Proc.line(home.resolve("release"), "JAVA_VERSION=").map(FEATURE::matcher).filter(Matcher::matches)
                .map(version -> Integer.valueOf(version.group(1)));
    }
}
