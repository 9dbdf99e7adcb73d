package threadlab.bench.verdict;

/**
 * What one trial measured, between the end of the warm-up and the end of the window unless it says otherwise. Null for
 * what this system, or this kind of server, does not tell.
 *
 * @param echoes of messages due in the window
 * @param totalEchoes with the warm-up, the newcomers and the last ones: what the server counts too
 * @param warmupSeconds that the trial took until its figures kept still, or was allowed to
 * @param fairness echoes of the slowest twentieth of the sessions by the mean
 * @param firstEchoMaxMillis longest wait for a first echo when all sessions begin at once, before the warm-up
 * @param newcomerP50Millis wait of those that came beside the full load, one by one, for their first echo
 * @param stolenShare part of the machine's CPU time that the hypervisor gave to others
 * @param loadWasLimit the load had no CPU left: echoes a second may be its limit rather than the server's
 */
public record Measurements(long echoes, long totalEchoes, double warmupSeconds, double echoesPerSecond,
        Latency latencyMicros, Latency latencyFromSendMicros, Double fairness, Double firstEchoMaxMillis,
        Double newcomerP50Millis, Double newcomerMaxMillis, Long newcomersUnserved, Server server,
        double loadCpuMicrosPerEcho, double loadCpuShare, Double stolenShare, boolean loadWasLimit) {

    public Measurements with(Server better) {
        return new Measurements(echoes, totalEchoes, warmupSeconds, echoesPerSecond, latencyMicros,
                latencyFromSendMicros,
                fairness, firstEchoMaxMillis, newcomerP50Millis, newcomerMaxMillis, newcomersUnserved, better,
                loadCpuMicrosPerEcho, loadCpuShare, stolenShare, loadWasLimit);
    }

    /** To the last byte of an echo, in microseconds: from the time at which a message was due, or from its send. */
    public record Latency(double p50, double p90, double p99, double p999, double max) {
    }

    /**
     * The server's process.
     *
     * @param cpuMicrosPerEcho CPU time by echo
     * @param cpuShare CPUs kept busy
     * @param residentBytes resident set at the end of the window
     * @param residentBytesPerSession how much it grew by, from before the sessions came; of many sessions only
     * @param liveHeapBytesPerSession the same of the live heap, after a full collection; of many sessions only
     * @param threads of the operating system, at the end of the window
     * @param voluntarySwitchesPerEcho a thread had to wait
     * @param involuntarySwitchesPerEcho another thread was given the CPU
     * @param startDelayMeanMillis from the start of a session's thread until it ran, over the server's life
     * @param startDelayMaxMillis the longest of these
     * @param gcPauses pauses of the collector
     * @param gcPauseShare part of the window
     * @param gcLongestPauseMillis the longest of them
     */
    public record Server(Double cpuMicrosPerEcho, Double cpuShare, Long residentBytes, Long residentBytesPerSession,
            Long liveHeapBytesPerSession, Integer threads, Double voluntarySwitchesPerEcho,
            Double involuntarySwitchesPerEcho, Double startDelayMeanMillis, Double startDelayMaxMillis,
            Integer gcPauses, Double gcPauseShare, Double gcLongestPauseMillis) {

        /** With what its own log and its last line told; null for what they did not. */
        public Server with(Double startDelayMean, Double startDelayMax, Integer pauses, Double pauseShare,
                Double longestPause) {
            return new Server(cpuMicrosPerEcho, cpuShare, residentBytes, residentBytesPerSession,
                    liveHeapBytesPerSession, threads, voluntarySwitchesPerEcho, involuntarySwitchesPerEcho,
                    startDelayMean, startDelayMax, pauses, pauseShare, longestPause);
        }
    }
}
