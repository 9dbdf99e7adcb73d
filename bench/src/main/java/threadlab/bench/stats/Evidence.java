package threadlab.bench.stats;

/** What a comparison of two scores rests on; the strongest first. */
public enum Evidence {
    /** Both sides have several forks, and their spread is the noise. */
    FORKS,
    /** A side has a single fork: the noise is the spread of its iterations, without what differs between forks. */
    ITERATIONS,
    /** There is nothing to compute a spread of. */
    NONE
}
