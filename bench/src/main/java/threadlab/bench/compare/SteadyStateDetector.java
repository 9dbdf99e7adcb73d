package threadlab.bench.compare;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether a trial is warm: its echoes per second no longer grow and its server's CPU per echo no longer falls. Judged on
 * blocks of time, the later half of the last six by the earlier half. Only improvement counts: a machine that becomes
 * slower is not cold.
 */
final class SteadyStateDetector {
    private static final int BLOCKS = 6;
    /** An improvement by this much means that something is still being compiled. */
    private static final double STILL = 0.05;
    /** The server's CPU time is told in steps of 10 ms, so shorter blocks would tell little. */
    private static final double SHORTEST_BLOCK_SECONDS = 0.15;

    private record Block(double seconds, double echoes, double cpuSeconds) {
    }

    private final double shortestSeconds;
    private final double blockSeconds;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private double blockStart;
    private double echoes;
    /** Of the server when the block began; NaN where it is not told. */
    private double cpuBefore = Double.NaN;

    /** @param shortestSeconds before which no trial counts as warm */
    SteadyStateDetector(double shortestSeconds) {
        this.shortestSeconds = shortestSeconds;
        this.blockSeconds = Math.max(SHORTEST_BLOCK_SECONDS, shortestSeconds / BLOCKS);
    }

    /** Whether the block is over to which this step belongs, so that the server's CPU time is of use. */
    boolean endsBlock(double elapsedSeconds) {
        return elapsedSeconds - blockStart >= blockSeconds;
    }

    /** A step within the block. */
    void add(double stepEchoes) {
        echoes += stepEchoes;
    }

    /** @param cpuSeconds of the server so far; null where it is not told */
    boolean isReached(double elapsedSeconds, Double cpuSeconds) {
        double cpu = cpuSeconds == null ? Double.NaN : cpuSeconds;
        boolean isFirst = Double.isNaN(cpuBefore) && !Double.isNaN(cpu); // it has no CPU time to begin with
        if (!isFirst) {
            blocks.add(new Block(elapsedSeconds - blockStart, echoes, cpu - cpuBefore));
        }
        blockStart = elapsedSeconds;
        cpuBefore = cpu;
        echoes = 0;
        if (blocks.size() > BLOCKS) {
            blocks.removeFirst();
        }
        return elapsedSeconds >= shortestSeconds && blocks.size() == BLOCKS && keepsStill();
    }

    private boolean keepsStill() {
        Block earlier = blocks.stream().limit(BLOCKS / 2).reduce(SteadyStateDetector::sum).orElseThrow();
        Block later = blocks.stream().skip(BLOCKS / 2).reduce(SteadyStateDetector::sum).orElseThrow();
        boolean grows = later.echoes / later.seconds > (1 + STILL) * earlier.echoes / earlier.seconds;
        boolean falls = later.cpuSeconds / later.echoes < (1 - STILL) * earlier.cpuSeconds / earlier.echoes;
        return !grows && !falls; // an unknown CPU time compares as false
    }

    private static Block sum(Block one, Block other) {
        return new Block(one.seconds + other.seconds, one.echoes + other.echoes, one.cpuSeconds + other.cpuSeconds);
    }
}
