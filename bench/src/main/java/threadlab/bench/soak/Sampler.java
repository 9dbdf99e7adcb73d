package threadlab.bench.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import threadlab.bench.meter.ProcessMeter;

/** Reads the server's resources. Of the thread that runs the soak. */
final class Sampler {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final SoakedServer server;
    private final ProcessMeter process;
    private final List<Sample> samples = new ArrayList<>();
    /** When the load began. */
    private final long start;

    /** Takes the sample before the load, which is to begin now. */
    Sampler(SoakedServer server) throws IOException, InterruptedException {
        this.server = server;
        this.process = new ProcessMeter(server.pid());
        samples.add(read(0, Sample.BEFORE));
        start = System.nanoTime();
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    void take(String phase) throws IOException, InterruptedException {
        samples.add(read(seconds(), phase));
    }

    private Sample read(double seconds, String phase) throws IOException, InterruptedException {
        return Sample.of(seconds, phase, server.report(), process);
    }

    /** Takes the last sample at the first moment at which nothing is left, or when the patience is over. */
    List<Leftover> awaitEmpty(Duration patience) throws IOException, InterruptedException {
        long since = System.nanoTime();
        Sample now = read(seconds(), Sample.AFTER);
        while (Leftover.of(before(), now).stream().anyMatch(Leftover::isLeft)
                && System.nanoTime() - since < patience.toNanos()) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            now = read(seconds(), Sample.AFTER);
        }
        samples.add(now);
        return Leftover.of(before(), now);
    }

    Sample before() {
        return samples.getFirst();
    }

    Sample last() {
        return samples.getLast();
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** CPUs that the server has kept busy until the last sample; null where that is not told. */
    Double cpuShare() {
        Double before = before().cpuSeconds();
        Double now = last().cpuSeconds();
        return before == null || now == null || last().seconds() == 0 ? null : (now - before) / last().seconds();
    }
}
