package threadlab.bench.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadlab.bench.diff.ReportArgument;
import threadlab.bench.diff.Reports;

class TrendTextTest {
    private static final int WIDTH = 80;

    @TempDir
    private Path folder;

    @Test
    void aTextOfManyChangesFitsIntoATerminalAndLeavesTheOldOnesOut() throws IOException {
        String text = TrendText.of(history(50, "x".repeat(70)), WIDTH, Sparkline.BLOCKS);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(WIDTH));
        assertThat(text.lines().filter(line -> line.matches(" .*1\\.[45]\\d \\(.*"))).hasSize(40);
        assertThat(text).contains("and 10 older changes, which --json and --html show");
    }

    @Test
    void aTerminalWithoutBlocksGetsOtherCharacters() throws IOException {
        History history = history(1, "x");
        assertThat(TrendText.of(history, WIDTH, Sparkline.ASCII)).matches("\\p{ASCII}*").contains("____^^^^");
        assertThat(TrendText.of(history, WIDTH, Sparkline.BLOCKS)).contains("\u2581\u2581\u2588\u2588");
    }

    private History history(int benchmarks, String name) throws IOException {
        var histories = new Histories(folder);
        String[] files = histories.days(30, day -> {
            List<Map<String, Object>> results = new ArrayList<>();
            for (int i = 0; i < benchmarks; i++) {
                results.add(Reports.withParam(histories.stepping(name, day, 15, 100, 150), "n", "value" + i));
            }
            return results;
        });
        return HistoryBuilder.history(Sources.of(Stream.of(files).map(ReportArgument::parse).toList()),
                InputStream.nullInputStream(), null, 0.99);
    }
}
