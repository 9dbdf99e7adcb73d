package threadlab.demo.diagnose;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threadlab.support.Jcmd;

/**
 * A JVM that may be watched.
 *
 * @param java its feature version
 * @param parallelism how many carriers run virtual threads at the same time, as it was set; empty if it was not
 */
record Target(Jcmd jcmd, int java, Optional<Integer> parallelism) {
    private static final int OLDEST = 21;
    private static final Pattern JAVA = Pattern.compile("^java\\.specification\\.version=(?:1\\.)?(\\d{1,4})\\s*$",
            Pattern.MULTILINE);
    private static final Pattern PARALLELISM = Pattern.compile(
            "^jdk\\.virtualThreadScheduler\\.parallelism=(\\d{1,9})\\s*$", Pattern.MULTILINE);

    /** Returns the JVM with this process id; fails in one line if it cannot be watched. */
    static Target of(Jcmd jcmd) throws IOException, InterruptedException {
        long pid = jcmd.pid();
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(() -> new IOException("there is no process " + pid));
        refuse(pid, process.info().user(), ProcessHandle.current().info().user());
        if (!isJvm(Path.of("/proc"), process)) { // to be asked first: attaching sends a signal that ends other programs
            throw new IOException("process " + pid + " is no HotSpot JVM");
        }
        Jcmd.Answer properties = jcmd.ask("VM.system_properties");
        if (!properties.isGood()) {
            throw new IOException("process " + pid + " lets no tool attach: " + properties.reason());
        }
        return of(jcmd, properties.text());
    }

    /** A file that a JVM of another user writes could not be read, or not be written where we may read it. */
    static void refuse(long pid, Optional<String> owner, Optional<String> self) throws IOException {
        if (owner.isEmpty()) {
            throw new IOException("process " + pid + " is of another user, whom the system does not name");
        }
        if (!owner.equals(self)) {
            throw new IOException(
                    "process " + pid + " is of user " + owner.get() + ", and only that user can watch it");
        }
    }

    static Target of(Jcmd jcmd, String properties) throws IOException {
        int java = number(JAVA, properties).orElseThrow(() -> new IOException(
                "process " + jcmd.pid() + " does not tell its Java version"));
        if (java < OLDEST) {
            throw new IOException("process " + jcmd.pid() + " runs Java " + java + ", allowed: Java " + OLDEST
                    + " or newer, which has virtual threads");
        }
        return new Target(jcmd, java, number(PARALLELISM, properties));
    }

    /** Fails in one line if a dump of its threads may crash it. */
    void refuseDumpsThatMayCrash() throws IOException {
        if (!Jcmd.isDumpSafe(java)) {
            throw new IOException("process " + jcmd.pid() + " runs Java " + java + ", which a dump of its threads may "
                    + "crash while virtual threads come and go (JDK-8364343); --dump watches it all the same");
        }
    }

    private static Optional<Integer> number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    /** A HotSpot JVM has mapped its library. Where nothing tells what is mapped, it has a file for tools. */
    static boolean isJvm(Path proc, ProcessHandle process) {
        String pid = String.valueOf(process.pid());
        try (BufferedReader maps = Files.newBufferedReader(proc.resolve(pid).resolve("maps"),
                StandardCharsets.ISO_8859_1)) {
            return maps.lines().anyMatch(line -> line.endsWith("/libjvm.so"));
        } catch (IOException notTold) {
            return Files.exists(Path.of(System.getProperty("java.io.tmpdir"),
                    "hsperfdata_" + process.info().user().orElse(""), pid));
        }
    }
}
