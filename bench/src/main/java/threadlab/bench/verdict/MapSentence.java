package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import threadlab.bench.verdict.MapFindings.CellFinding;
import threadlab.client.capacity.LatencyBound;
import threadlab.support.Counted;

/** The answer of a map in one sentence: at which work which candidate is better. */
final class MapSentence {
    private final MapFindings map;
    private final List<CellFinding> cells;

    private MapSentence(MapFindings map) {
        this.map = map;
        this.cells = map.cells();
    }

    static String of(MapFindings map) {
        return new MapSentence(map).text();
    }

    /** Returns the sentence on what is left to refine; nothing if that is nothing, or the cells are not decided yet. */
    static Optional<String> onFinerCells(MapFindings map, RunRecord run) {
        int more = map.next().size();
        return more == 0 || !run.isComplete()
                ? Optional.empty()
                : Optional.of("The budget had no time for " + Counted.of(more, "further cell")
                        + " between neighbours that differ; --resume continues the run.");
    }

    private String text() {
        Spoken baseline = Spoken.of(map.plan().baseline());
        Spoken other = Spoken.of(map.other());
        if (cells.stream().allMatch(finding -> finding.ratio() == null)) {
            return "There is no answer: no round has measured both " + other.name() + " and " + baseline.name() + ".";
        }
        LatencyBound bound = map.plan().bound();
        String within = bound == null ? "" : " at " + bound.inSentence();
        List<String> parts = new ArrayList<>();
        where(Leader.OTHER).ifPresent(where -> parts.add(other.name() + " " + map.advantage(other.isPlural()) + " than "
                + baseline.name() + within + " " + where));
        where(Leader.BASELINE).ifPresent(where -> parts.add(baseline.name() + " " + map.advantage(baseline.isPlural())
                + (parts.isEmpty() ? " than " + other.name() + within : "") + " " + where));
        long open = cells.stream().filter(finding -> finding.leader() == Leader.NOBODY).count();
        if (open > 0) {
            parts.add("no difference" + (parts.isEmpty() ? " between " + other.name() + " and " + baseline.name() : "")
                    + " is shown in " + (open == cells.size() ? "any" : String.valueOf(open)) + " of "
                    + Counted.of(cells.size(), "cell"));
        }
        return "With " + NumberFormat.sessions(map.plan().loadPoints().getFirst().sessions()) + ", "
                + String.join("; ", parts) + ".";
    }

    /** Returns how many cells somebody leads, and where they are; nothing if there are none. */
    private Optional<String> where(Leader leader) {
        List<WorkCell> led = cells.stream().filter(finding -> finding.leader() == leader).map(CellFinding::cell)
                .toList();
        if (led.isEmpty()) {
            return Optional.empty();
        }
        if (led.size() == cells.size()) {
            return Optional.of("in all of " + Counted.of(cells.size(), "cell"));
        }
        Side cpu = Side.of(led, "cpu ", WorkCell::cpuMicros, WorkCell::cpu);
        Side waiting = Side.of(led, "wait ", WorkCell::waitMillis, WorkCell::waiting);
        List<WorkCell> all = cells.stream().map(CellFinding::cell).toList();
        long around = all.stream().filter(cell -> cpu.holds(cell) && waiting.holds(cell)).count();
        List<String> sides = Stream.of(cpu, waiting).filter(side -> !all.stream().allMatch(side::holds))
                .map(Side::text).toList();
        String place = sides.isEmpty()
                ? ""
                : (around == led.size() ? ", at " : ", all of them within ") + String.join(" and ", sides);
        return Optional.of("in " + led.size() + " of " + Counted.of(cells.size(), "cell") + place);
    }

    /** The least and the most that some cells have along one axis. */
    private record Side(String name, WorkCell least, WorkCell most, ToDoubleFunction<WorkCell> value,
            Function<WorkCell, String> valueText) {
        private static Side of(List<WorkCell> cells, String name, ToDoubleFunction<WorkCell> value,
                Function<WorkCell, String> valueText) {
            Comparator<WorkCell> along = Comparator.comparingDouble(value);
            return new Side(name, cells.stream().min(along).orElseThrow(), cells.stream().max(along).orElseThrow(),
                    value, valueText);
        }

        private boolean holds(WorkCell cell) {
            double here = value.applyAsDouble(cell);
            return here >= value.applyAsDouble(least) && here <= value.applyAsDouble(most);
        }

        private String text() {
            String from = valueText.apply(least);
            String to = valueText.apply(most);
            return name + (from.equals(to) ? from : from + " to " + to);
        }
    }
}
