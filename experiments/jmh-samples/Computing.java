package samples;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Chains of arithmetic, each step of which waits for the one before: no memory beyond the first cache, no allocation.
 * What a neighbour on the same machine does is hardly felt, so forks lie within some percent of each other.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Computing {

    @Param({"256", "512", "1024", "4096"})
    private int steps;

    private int[] numbers;

    @Setup
    public void fill() {
        numbers = new Random(7).ints(steps, 1, Integer.MAX_VALUE).toArray();
    }

    @Benchmark
    public int divide() {
        int chain = Integer.MAX_VALUE;
        for (int number : numbers) {
            chain = Integer.MAX_VALUE - chain / (number | 1);
        }
        return chain;
    }

    @Benchmark
    public long remainder() {
        long chain = 1;
        for (int number : numbers) {
            chain = (chain * 31 + number) % 1_000_003;
        }
        return chain;
    }

    @Benchmark
    public double squareRoot() {
        double chain = 1;
        for (int number : numbers) {
            chain = Math.sqrt(chain + number);
        }
        return chain;
    }

    @Benchmark
    public double quotient() {
        double chain = 1;
        for (int number : numbers) {
            chain = number / (chain + 1.5);
        }
        return chain;
    }

    @Benchmark
    public int fnv() {
        int chain = 0x811c9dc5;
        for (int number : numbers) {
            chain = (chain ^ number) * 0x01000193;
        }
        return chain;
    }

    @Benchmark
    public long xorShift() {
        long chain = 88172645463325252L;
        for (int number : numbers) {
            chain ^= chain << 13;
            chain ^= chain >>> 7;
            chain ^= (chain << 17) + number;
        }
        return chain;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public double polynomial() {
        double chain = 0;
        for (int number : numbers) {
            chain = chain * 0.999_999 + number;
        }
        return chain;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public int greatestDivisors() {
        int chain = 0;
        for (int number : numbers) {
            chain += greatestDivisor(number, 720_720 + (chain & 1));
        }
        return chain;
    }

    private static int greatestDivisor(int one, int other) {
        while (other != 0) {
            int rest = one % other;
            one = other;
            other = rest;
        }
        return one;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public long bits() {
        long chain = 1;
        for (int number : numbers) {
            chain = Long.bitCount(chain * 0x9e3779b97f4a7c15L + number) + (chain >>> 1);
        }
        return chain;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public long rotate() {
        long chain = 1;
        for (int number : numbers) {
            chain = Long.rotateLeft(chain, 23) * 0xbf58476d1ce4e5b9L + number;
        }
        return chain;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public double cubeRoot() {
        double chain = 2;
        for (int number : numbers) {
            chain -= (chain * chain * chain - number) / (3 * chain * chain + 1);
        }
        return chain;
    }
}
