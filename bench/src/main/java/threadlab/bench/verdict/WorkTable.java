package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.support.cli.Terminal;

/**
 * The table of where the time of a message went, by candidate at each load: the same columns on the page, in the
 * terminal and in Markdown.
 */
public final class WorkTable {
    public static final String TITLE = "Where the time of a message went";
    public static final String CAPTION = "Means per message, as the server has counted them in the measured window; "
            + "medians over the rounds.";

    /**
     * A column.
     *
     * @param meaning in a sentence
     * @param dispensable the higher, the sooner it is left out where a line has no room
     */
    public record Column(String title, String meaning, int dispensable, Function<WorkTimes, String> cell) {
        private static Column of(String title, String meaning, int dispensable,
                Function<WorkTimes, @Nullable Double> value, Function<Double, String> text) {
            return new Column(title, meaning, dispensable, times -> {
                Double known = value.apply(times);
                return known == null ? "-" : text.apply(known);
            });
        }

        private static Column micros(String title, String meaning, int dispensable,
                Function<WorkTimes, @Nullable Double> value) {
            return of(title, meaning, dispensable, value, NumberFormat::micros);
        }
    }

    private WorkTable() {
    }

    /** Returns the summaries that the table has a line for; none without work. */
    public static List<Summary> summaries(Analysis analysis) {
        return analysis.summaries().stream().filter(summary -> summary.work() != null).toList();
    }

    /** Returns those that have a value in some line. */
    public static List<Column> columns(Analysis analysis) {
        List<WorkTimes> all = summaries(analysis).stream().map(WorkTable::times).toList();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.micros("thread wait", "How long a message waited for a thread to begin its work. Where the "
                + "thread that reads a message does its work, there is no such wait.", 1, WorkTimes::threadWaitMicros));
        all.stream().flatMap(times -> times.stages().stream()).map(WorkTimes.Stage::stage).distinct()
                .flatMap(WorkTable::ofStage).forEach(columns::add);
        columns.add(Column.micros("total", "From the begin of the work of a message to its end.", 2,
                WorkTimes::inWorkMicros));
        columns.add(Column.of("in work", "Messages in work, on average over the time.", 1, WorkTimes::inWorkMean,
                NumberFormat::digits));
        columns.add(Column.of("most", "Most messages in work at once.", 4, WorkTimes::inWorkMost,
                NumberFormat::count));
        return columns.stream().filter(column -> all.stream().anyMatch(times -> !column.cell.apply(times).equals("-")))
                .toList();
    }

    private static Stream<Column> ofStage(String name) {
        return Stream.of(
                Column.micros(name + " asked", "What the recipe drew for " + name + ".", 3,
                        of(name, WorkTimes.Stage::askedMicros)),
                Column.micros(name + " wait", "How long a message waited for a place of a " + name + ".", 1,
                        of(name, WorkTimes.Stage::waitedMicros)),
                Column.micros(name + " had", "How long " + name + " took.", 1,
                        of(name, stage -> stage.askedMicros() == null ? null : stage.hadMicros())),
                Column.micros(name + " held", "How long a message held a place of a " + name + ".", 3,
                        of(name, stage -> stage.askedMicros() == null ? stage.hadMicros() : null)));
    }

    private static Function<WorkTimes, @Nullable Double> of(String name,
            Function<WorkTimes.Stage, @Nullable Double> value) {
        return times -> times.stage(name).map(value).orElse(null);
    }

    private static WorkTimes times(Summary summary) {
        return Objects.requireNonNull(summary.work(), "only such summaries");
    }

    private static SummaryTable table(Analysis analysis) {
        List<SummaryTable.Column> columns = new ArrayList<>();
        columns.add(new SummaryTable.Column("server", true, 0, Summary::candidate));
        for (Column column : columns(analysis)) {
            columns.add(new SummaryTable.Column(column.title, false, column.dispensable,
                    summary -> column.cell.apply(times(summary))));
        }
        return new SummaryTable(analysis.plan(), summaries(analysis), columns);
    }

    /** Returns the table for a terminal of this width; an empty text without work. */
    static String text(Analysis analysis, int width) {
        return summaries(analysis).isEmpty()
                ? ""
                : Terminal.wrapped(TITLE + ". " + CAPTION, width, 0) + "\n\n" + table(analysis).text(width);
    }

    /** Returns the table for a pull request; an empty text without work. */
    static String markdown(Analysis analysis) {
        return summaries(analysis).isEmpty()
                ? ""
                : Markdown.escaped(TITLE + ". " + CAPTION) + "\n\n" + table(analysis).markdown() + "\n";
    }
}
