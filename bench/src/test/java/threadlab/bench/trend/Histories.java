package threadlab.bench.trend;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import threadlab.bench.diff.Reports;

/** Reports that are made up, one a day, and the command on them. */
final class Histories {
    private final Reports reports;
    String out = "";
    String err = "";

    Histories(Path folder) {
        reports = new Reports(folder);
    }

    /** A benchmark whose score becomes another one at a report. */
    Map<String, Object> stepping(String name, int day, int at, double before, double after) {
        return reports.result("org.x.Bench." + name, day < at ? before : after);
    }

    Map<String, Object> result(String name, double score) {
        return reports.result("org.x.Bench." + name, score);
    }

    /** Writes a report for each of so many days, and returns the files. */
    String[] days(int days, IntFunction<List<Map<String, Object>>> results) throws IOException {
        List<String> files = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            files.add(reports.file(name(day), results.apply(day).toArray()));
        }
        return files.toArray(String[]::new);
    }

    static String name(int day) {
        return "jmh-" + date(day) + "-" + commit(day) + ".json";
    }

    static String date(int day) {
        return String.format(Locale.ROOT, "2026-%02d-%02d", 1 + day / 28, 1 + day % 28);
    }

    static String commit(int day) {
        return String.format(Locale.ROOT, "ab%05d", day);
    }

    static String label(int day) {
        return date(day) + " " + commit(day);
    }

    int trend(String... arguments) {
        var printed = new StringWriter();
        var complaints = new StringWriter();
        int status = JmhTrendMain.commandLine().setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(complaints, true)).execute(arguments);
        out = printed.toString();
        err = complaints.toString();
        return status;
    }

    static String[] with(String[] files, String... options) {
        List<String> all = new ArrayList<>(List.of(files));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }
}
