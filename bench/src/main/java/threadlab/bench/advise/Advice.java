package threadlab.bench.advise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer, as JSON has it; docs/advise.md describes the fields.
 *
 * @param growthAtMost so many times as much as today's bound could be carried with virtual threads, at most
 * @param sentences what the limit means, the limit itself first
 * @param compare the command that tests it; null if no recipe has such times
 */
record Advice(String schema, Figures figures, Laws laws, Limit limit, double growthAtMost, List<String> sentences,
        @Nullable String compare) {
    /** Its number grows with every change that a reader must know of. */
    static final String SCHEMA = "threadlab-advise/1";

    static Advice of(Figures figures) {
        Laws laws = Laws.of(figures);
        Limit limit = Limit.of(laws);
        double bound = Math.min(laws.poolBoundPerSecond(), laws.cpuBoundPerSecond());
        double growth = limit == Limit.SOMETHING_ELSE ? 1 : laws.cpuBoundPerSecond() / bound;
        String arguments = CompareLine.of(figures, laws, limit);
        return new Advice(SCHEMA, figures, laws, limit, growth, Sentences.of(figures, laws, limit, growth),
                arguments == null ? null : "./lab compare " + arguments);
    }
}
