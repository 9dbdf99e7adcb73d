package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The trials of a run, by entrant and point. */
final class Rounds {
    private record Key(String entrant, LoadPoint point) {
    }

    private final Map<Key, List<Trial>> trials = new HashMap<>();

    Rounds(RunRecord run) {
        run.trials().forEach(trial -> trials
                .computeIfAbsent(new Key(trial.contestant(), trial.point()), key -> new ArrayList<>()).add(trial));
    }

    List<Trial> of(String entrant, LoadPoint point) {
        return trials.getOrDefault(new Key(entrant, point), List.of());
    }

    /** The figure by that of another, formed within each round in which both have it: a machine that drifts cancels. */
    List<Double> ratios(Metric figure, String entrant, String base, LoadPoint point) {
        List<Double> ratios = new ArrayList<>();
        for (Trial trial : of(entrant, point)) {
            of(base, point).stream().filter(other -> other.round() == trial.round()).forEach(other -> {
                Double above = figure.of(trial);
                Double below = figure.of(other);
                if (above != null && below != null && above > 0 && below > 0) {
                    ratios.add(above / below);
                }
            });
        }
        return ratios;
    }
}
