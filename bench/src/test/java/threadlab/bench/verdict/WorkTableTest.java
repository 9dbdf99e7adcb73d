package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.bench.ApprovedText.assertApproved;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTableTest {
    private final Analysis analysis = Analysis.of(Runs.withWork());

    @Test
    void eachStageHasWhatItAskedForOrHowLongItWaitedAndWhatItHad() throws IOException {
        assertApproved(getClass(), "table-of-work.txt", WorkTable.text(analysis, 130));
        assertThat(WorkTable.markdown(analysis)).contains("| sessions | server | thread wait | cpu asked | cpu had |",
                "| 40 | virtual | 12.5 us | 50.0 us | 60.0 us | 2.00 ms | 2.10 ms | 2.00 ms |");
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120})
    void whatMattersLeastIsLeftOutWhereThereIsNoRoom(int width) {
        assertThat(WorkTable.text(analysis, width).lines()).allMatch(line -> line.length() <= width)
                .anySatisfy(line -> assertThat(line).contains("server", "pool wait", "in work"));
    }

    @Test
    void aColumnThatNobodyFillsIsLeftOut() {
        var alone = new WorkTimes(9, null, 1, 2, null, List.of(new WorkTimes.Stage("cpu", null, 5.0, null, 6)));
        Trial trial = Runs.trial(1, "platform", 10, Runs.ok(Runs.metrics(100, 10.0)).with(alone));
        assertThat(WorkTable.columns(Analysis.of(Runs.run(List.of(10), trial)))).extracting(WorkTable.Column::title)
                .containsExactly("cpu asked", "cpu had", "total", "in work", "most");
    }

    @Test
    void withoutWorkThereIsNoTable() {
        Analysis plain = Analysis.of(Runs.against10(List.of(10), 5));
        assertThat(WorkTable.text(plain, 80) + WorkTable.markdown(plain)).isEmpty();
    }
}
