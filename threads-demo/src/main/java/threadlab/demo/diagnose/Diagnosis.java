package threadlab.demo.diagnose;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import threadlab.demo.diagnose.Finding.Verdict;
import threadlab.support.Durations;
import threadlab.support.PrintableText;

/** Says which of the clinic's problems another JVM shows signs of. */
public final class Diagnosis {
    private Diagnosis() {
    }

    /**
     * Watches the JVM with this process id, and prints what it shows. That JVM must be of the same user.
     *
     * @param risksDumps whether threads are dumped also where that may crash the JVM
     * @throws IOException in one line, if it cannot be watched or ends meanwhile
     */
    public static void print(long pid, Duration duration, boolean risksDumps, PrintStream out)
            throws IOException, InterruptedException {
        Look.Seen seen = Look.at(pid, duration, risksDumps, () -> out.println("Watching JVM " + pid + " for "
                + Durations.format(duration) + ": it records events in its memory, and dumps its threads twice ..."));
        lines(pid, seen, Signs.ALL.stream().map(sign -> sign.judge(seen.facts())).toList()).forEach(out::println);
    }

    /** Returns the report. Names and places are those of the other JVM, and may hold anything. */
    static List<String> lines(long pid, Look.Seen seen, List<Finding> findings) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("JVM " + pid + ": Java " + seen.facts().java() + ", virtual threads on up to "
                + seen.facts().parallelism() + " carriers at a time");
        lines.add("");
        for (Finding finding : findings) {
            lines.addAll(lines(finding));
        }
        lines.add("");
        lines.add("What it cost that JVM:");
        seen.costs().forEach(cost -> lines.add("  " + cost));
        return lines.stream().map(PrintableText::of).toList();
    }

    private static List<String> lines(Finding finding) {
        String named = finding.problem() + " (lesson " + finding.lesson() + ")";
        if (finding.verdict() == Verdict.SIGN) {
            var lines = new ArrayList<>(List.of("SIGN OF " + named));
            finding.evidence().forEach(each -> lines.add("  " + each));
            return lines;
        }
        return List.of((finding.verdict() == Verdict.NO_SIGN ? "no sign of " : "cannot tell of ") + named + ": "
                + String.join("; ", finding.evidence()));
    }
}
