package threadlab.bench.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import threadlab.support.Counted;

/** What must fit together in a trial. One in which it does not is marked: a sentence names it, and what that means. */
enum TrialCheck {
    /**
     * By Little's law (Little, A Proof for the Queuing Formula L = &lambda;W, Operations Research 9(3), 1961) the
     * product of rate and latency is the number of messages in flight, which a closed loop sets. A window cuts messages
     * at both of its ends, so it may be off by as many as are in flight, as a part of all its echoes.
     */
    LITTLES_LAW(0.02) {
        @Override
        Optional<Double> error(Trial trial) {
            LoadPoint load = trial.spec().loadPoint();
            Number unserved = trial.result().metrics().get(Metric.SESSIONS_UNSERVED.key());
            boolean isSet = load.ratePerSecond() == null && load.thinkTimeSeconds() == 0
                    && (unserved == null || unserved.longValue() == 0);
            return Optional.ofNullable(Metric.IN_FLIGHT.of(trial)).filter(known -> isSet)
                    .map(inFlight -> beyond(cut(trial, inFlight),
                            inFlight / ((double) load.sessions() * load.depth()) - 1));
        }

        private static double cut(Trial trial, double inFlight) {
            Double echoes = Metric.ECHOES.of(trial);
            return echoes == null || echoes == 0 ? 0 : inFlight / echoes;
        }

        private static double beyond(double cut, double off) {
            return Math.copySign(Math.max(0, Math.abs(off) - cut), off);
        }

        @Override
        String text(String most) {
            return "rate and latency do not fit together: by Little's law they make up to " + most
                    + " more or less messages in flight than the sessions had, and the ends of the window do not "
                    + "explain it. Something held the load or the server "
                    + "for a part of the window.";
        }
    },

    /** The steps of {@code cpu} are measured out at the start of a run, and again after the load of each trial. */
    CPU_SPEED(0.05) {
        @Override
        Optional<Double> error(Trial trial) {
            return Optional.ofNullable(trial.result().work()).map(WorkTimes::cpuSpeed).map(speed -> speed - 1);
        }

        @Override
        String text(String most) {
            return "the server computed up to " + most + " faster or slower after the load than what the recipe takes "
                    + "for a microsecond. Its CPU has changed its frequency, shares it with others, or its JVM "
                    + "compiles otherwise; the CPU per echo contains that.";
        }
    },

    /** A wait ends with its timer, if its thread has a CPU then. */
    WAITS(0.05) {
        @Override
        Optional<Double> error(Trial trial) {
            return Optional.ofNullable(trial.result().work()).flatMap(work -> work.stage(WorkTimes.WAIT))
                    .flatMap(wait -> Optional.ofNullable(wait.askedMicros())
                            .map(asked -> wait.hadMicros() - asked < LATE_MICROS ? 0 : wait.hadMicros() / asked - 1));
        }

        @Override
        String text(String most) {
            return "waits took up to " + most + " longer than the recipe asks for. Those who had waited found no CPU, "
                    + "or timers were late; the response times contain that.";
        }
    };

    /** A timer is never in time to the microsecond. */
    private static final double LATE_MICROS = 200;
    /** With more, the sentence has the first ones. */
    private static final int MOST_NAMED = 5;

    private final double tolerance;

    TrialCheck(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Returns by what part a trial is off; nothing where that is not known. */
    abstract Optional<Double> error(Trial trial);

    /** Returns what did not fit in some trials, and what that means. */
    abstract String text(String most);

    private boolean marks(Trial trial) {
        return error(trial).filter(error -> Math.abs(error) > tolerance).isPresent();
    }

    /** Returns a sentence for each check that marks some trial of a run. */
    static Stream<String> sentences(RunRecord run) {
        return Stream.of(values()).flatMap(check -> check.sentence(run.trials()).stream());
    }

    private Optional<String> sentence(List<Trial> trials) {
        long known = trials.stream().filter(trial -> error(trial).isPresent()).count();
        List<Trial> marked = trials.stream().filter(this::marks).toList();
        double most = marked.stream().flatMap(trial -> error(trial).stream()).mapToDouble(Math::abs).max().orElse(0);
        return marked.isEmpty()
                ? Optional.empty()
                : Optional.of("In " + marked.size() + " of " + Counted.of(known, "trial") + " (" + named(marked) + ") "
                        + text(NumberFormat.wholePercent(most)));
    }

    private static String named(List<Trial> marked) {
        List<Integer> numbers = marked.stream().map(trial -> trial.spec().number()).limit(MOST_NAMED).toList();
        int more = marked.size() - numbers.size();
        return "number " + (more == 0
                ? NumberFormat.listed(numbers.stream().map(String::valueOf).toList())
                : NumberFormat.numbers(numbers) + " and " + more + " more");
    }
}
