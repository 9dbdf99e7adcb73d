package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import threadlab.bench.report.ReportPage;

/** The page of a run: a function of its data and nothing else, so that an old run can be drawn anew. */
final class Report {
    private Report() {
    }

    static String page(Comparison run, List<Summary> summary) {
        return ReportPage.render(Json.text(Map.of("comparison", run, "summary", summary, "crossings",
                Crossing.of(run.plan(), summary))));
    }

    /** In one move, so that an interrupted or failed write leaves what was there before. */
    static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
