package threadlab.bench.advise;

/** What keeps a server from carrying more. */
enum Limit {
    POOL("The pool is your limit."),
    CPU("The CPU is your limit."),
    NEITHER("Neither the pool nor the CPU is your limit, yet."),
    SOMETHING_ELSE("Something else holds you.");

    private final String sentence;

    Limit(String sentence) {
        this.sentence = sentence;
    }

    /**
     * Returns the limit by the laws. Full CPUs come first, since requests that wait for a CPU fill the pool too. A full
     * pool comes last, since whatever holds its requests fills it.
     */
    static Limit of(Laws laws) {
        if (laws.cpuIsFull()) {
            return CPU;
        }
        if (laws.takesMuchLonger()) {
            return SOMETHING_ELSE;
        }
        return laws.poolIsFull() ? POOL : NEITHER;
    }

    String sentence() {
        return sentence;
    }
}
