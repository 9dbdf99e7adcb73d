package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The trials of a run, by candidate and load point. */
public final class Rounds {
    private record Key(String candidate, LoadPoint loadPoint) {
    }

    private final Map<Key, List<Trial>> trials = new HashMap<>();

    public Rounds(RunRecord run) {
        run.trials().forEach(trial -> trials
                .computeIfAbsent(new Key(trial.spec().candidate(), trial.spec().loadPoint()), key -> new ArrayList<>())
                .add(trial));
    }

    List<Trial> of(String candidate, LoadPoint loadPoint) {
        return trials.getOrDefault(new Key(candidate, loadPoint), List.of());
    }

    /** Returns the values of a metric, of those trials that have it. */
    List<Double> values(Metric metric, String candidate, LoadPoint loadPoint) {
        return of(candidate, loadPoint).stream().map(metric::of).filter(Objects::nonNull).toList();
    }

    /**
     * Returns the candidate's metric divided by that of another one, within each round in which both have it. So the
     * drift of the machine between rounds cancels.
     */
    public List<Double> ratios(Metric metric, String candidate, String other, LoadPoint loadPoint) {
        List<Double> ratios = new ArrayList<>();
        for (Trial trial : of(candidate, loadPoint)) {
            Double numerator = metric.of(trial);
            of(other, loadPoint).stream().filter(t -> t.spec().round() == trial.spec().round()).forEach(t -> {
                Double denominator = metric.of(t);
                if (numerator != null && denominator != null && numerator > 0 && denominator > 0) {
                    ratios.add(numerator / denominator);
                }
            });
        }
        return ratios;
    }
}
