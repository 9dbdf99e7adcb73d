package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadlab.support.Counted;

/**
 * What the server of a candidate runs on, as it has told before the first trial.
 *
 * @param jvm null for a server that is no JVM of ours
 * @param cpus that it may use; null without a limit
 */
public record ServerSetup(String candidate, @Nullable Jvm jvm, @Nullable Double cpus) {

    /**
     * The JVM of a server.
     *
     * @param home of the Java
     * @param flags that the user gave it
     * @param processors how many CPUs it believes it has
     * @param parallelism how many carriers run virtual threads at the same time, at most
     */
    public record Jvm(String version, String vendor, String home, List<String> flags, int processors,
            int parallelism) {

        private String text(String limit) {
            return "Java " + version + " (" + vendor + ")" + (flags.isEmpty() ? "" : " with " + String.join(" ", flags))
                    + limit + ", sees " + Counted.of(processors, "CPU") + ", and runs virtual threads on "
                    + Counted.of(parallelism, "carrier");
        }
    }

    /** Returns the candidate and what it runs on. */
    public String text() {
        return candidate + " on " + platform();
    }

    private String platform() {
        return jvm == null ? "no JVM of ours" + limitText() : jvm.text(limitText());
    }

    private String limitText() {
        return cpus == null ? "" : ", limited to " + String.valueOf(cpus).replaceFirst("\\.0$", "") + " CPUs";
    }

    /** Returns a sentence for each setup with the candidates that have it; none if all have the same. */
    static List<String> sentences(List<ServerSetup> setups) {
        Map<String, List<String>> candidates = new LinkedHashMap<>();
        for (ServerSetup setup : setups) {
            if (setup.jvm != null) {
                candidates.computeIfAbsent(setup.jvm.text(setup.limitText()), text -> new ArrayList<>())
                        .add(setup.candidate);
            }
        }
        return candidates.size() < 2
                ? List.of()
                : candidates.entrySet().stream()
                        .map(entry -> "The JVM of " + NumberFormat.listed(entry.getValue()) + " is " + entry.getKey()
                                + ".")
                        .toList();
    }

    /** Returns a sentence for each candidate that ran on something else in an earlier run. */
    static List<String> changes(@Nullable List<ServerSetup> then, @Nullable List<ServerSetup> now) {
        Map<String, List<String>> candidates = new LinkedHashMap<>();
        for (ServerSetup setup : now == null ? List.<ServerSetup>of() : now) {
            for (ServerSetup earlier : then == null ? List.<ServerSetup>of() : then) {
                if (earlier.candidate.equals(setup.candidate) && !earlier.platform().equals(setup.platform())) {
                    candidates.computeIfAbsent(" ran on " + earlier.platform() + " then, and on " + setup.platform()
                            + " now.", text -> new ArrayList<>()).add(setup.candidate);
                }
            }
        }
        return candidates.entrySet().stream().map(entry -> NumberFormat.listed(entry.getValue()) + entry.getKey())
                .toList();
    }
}
