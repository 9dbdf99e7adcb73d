package threadlab.bench.compare;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Detects that a trial is steady: its echoes per second no longer grow, and its server's CPU per echo no longer falls.
 * It compares the later half of the last six blocks of time with the earlier half. Only improvement counts: a machine
 * that becomes slower is not cold. Not thread-safe.
 */
final class SteadyStateDetector {
    private static final int BLOCKS = 6;
    /** An improvement by this share means that something is still being compiled. */
    private static final double IMPROVEMENT = 0.05;
    /** CPU time has a resolution of 10 ms, so shorter blocks would say little. */
    private static final double SHORTEST_BLOCK_SECONDS = 0.15;

    private record Block(double seconds, double echoes, double cpuSeconds) {
    }

    private final double shortestSeconds;
    private final double blockSeconds;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private double blockStart;
    private double echoes;
    /** CPU time of the server when the block began; NaN if it is not known. */
    private double cpuBefore = Double.NaN;

    /** @param shortestSeconds before this time no trial counts as steady */
    SteadyStateDetector(double shortestSeconds) {
        this.shortestSeconds = shortestSeconds;
        this.blockSeconds = Math.max(SHORTEST_BLOCK_SECONDS, shortestSeconds / BLOCKS);
    }

    /** Returns whether the current block is over, so that {@link #isReached} is to be called. */
    boolean endsBlock(double elapsedSeconds) {
        return elapsedSeconds - blockStart >= blockSeconds;
    }

    /** Adds echoes to the current block. */
    void add(double echoes) {
        this.echoes += echoes;
    }

    /**
     * Ends the current block and returns whether the trial is steady.
     *
     * @param cpuSeconds CPU time of the server so far; null if it is not known
     */
    boolean isReached(double elapsedSeconds, @Nullable Double cpuSeconds) {
        double cpu = cpuSeconds == null ? Double.NaN : cpuSeconds;
        boolean isFirst = Double.isNaN(cpuBefore) && !Double.isNaN(cpu); // its CPU time is not known
        if (!isFirst) {
            blocks.add(new Block(elapsedSeconds - blockStart, echoes, cpu - cpuBefore));
        }
        blockStart = elapsedSeconds;
        cpuBefore = cpu;
        echoes = 0;
        if (blocks.size() > BLOCKS) {
            blocks.removeFirst();
        }
        return elapsedSeconds >= shortestSeconds && blocks.size() == BLOCKS && isSteady();
    }

    private boolean isSteady() {
        Block earlier = blocks.stream().limit(BLOCKS / 2).reduce(SteadyStateDetector::sum).orElseThrow();
        Block later = blocks.stream().skip(BLOCKS / 2).reduce(SteadyStateDetector::sum).orElseThrow();
        boolean grows = later.echoes / later.seconds > (1 + IMPROVEMENT) * earlier.echoes / earlier.seconds;
        boolean falls = later.cpuSeconds / later.echoes < (1 - IMPROVEMENT) * earlier.cpuSeconds / earlier.echoes;
        return !grows && !falls; // a comparison with an unknown CPU time is false
    }

    private static Block sum(Block one, Block other) {
        return new Block(one.seconds + other.seconds, one.echoes + other.echoes, one.cpuSeconds + other.cpuSeconds);
    }
}
