package samples;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Small everyday code, to make reports of every shape that JMH has: it runs on one thread and asks nothing of the
 * system, so two reports of it differ by the JVM and the machine alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Samples {

    @Param({"16", "128", "1024", "8192"})
    private int size;

    private int[] numbers;
    private int[] scratch;
    private byte[] bytes;
    private String words;
    private final Map<Integer, Integer> hash = new HashMap<>();
    private final Map<Integer, Integer> tree = new TreeMap<>();

    @Setup
    public void fill() {
        Random random = new Random(7);
        numbers = random.ints(size).toArray();
        scratch = new int[size];
        bytes = new byte[size];
        random.nextBytes(bytes);
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            hash.put(number, number);
            tree.put(number, number);
            text.append(number & 0xff).append(' ');
        }
        words = text.toString();
    }

    @Benchmark
    public int[] sort() {
        System.arraycopy(numbers, 0, scratch, 0, size);
        Arrays.sort(scratch);
        return scratch;
    }

    @Benchmark
    public long checksum() {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    @Benchmark
    public int hashCodes() {
        return Arrays.hashCode(numbers);
    }

    @Benchmark
    public long sum() {
        long sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }

    @Benchmark
    public long divide() {
        long sum = 0;
        for (int number : numbers) {
            sum += 1_000_003 / (number | 1);
        }
        return sum;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public int hashMapGets() {
        int sum = 0;
        for (int number : numbers) {
            sum += hash.get(number);
        }
        return sum;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public int treeMapGets() {
        int sum = 0;
        for (int number : numbers) {
            sum += tree.get(number);
        }
        return sum;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public String[] split() {
        return words.split(" ");
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public String replace() {
        return words.replace("1", "one");
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public String build() {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            text.append(number);
        }
        return text.toString();
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public int[] copy() {
        return numbers.clone();
    }
}
