package threadlab.bench.soak.sampling;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import threadlab.bench.meter.ProcessMeter;
import threadlab.bench.soak.server.SoakedServer;

/** Reads the server's resources. Of the thread that runs the soak. */
public final class Sampler {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final SoakedServer server;
    private final ProcessMeter process;
    private final List<Sample> samples = new ArrayList<>();
    /** When the load began. */
    private final long start;

    /** Takes the sample before the load, which is to begin now. */
    public Sampler(SoakedServer server) throws IOException, InterruptedException {
        this.server = server;
        this.process = new ProcessMeter(server.pid());
        samples.add(read(0, Sample.BEFORE));
        start = System.nanoTime();
    }

    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    public void take(String phase) throws IOException, InterruptedException {
        samples.add(read(seconds(), phase));
    }

    private Sample read(double seconds, String phase) throws IOException, InterruptedException {
        return Sample.of(seconds, phase, server.report(), process);
    }

    /** Takes the last sample at the first moment at which nothing is left, or when the patience is over. */
    public List<Residual> awaitEmpty(Duration patience) throws IOException, InterruptedException {
        long since = System.nanoTime();
        Sample now = read(seconds(), Sample.AFTER);
        while (Residual.of(before(), now).stream().anyMatch(Residual::isLeft)
                && System.nanoTime() - since < patience.toNanos()) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            now = read(seconds(), Sample.AFTER);
        }
        samples.add(now);
        return Residual.of(before(), now);
    }

    public Sample before() {
        return samples.getFirst();
    }

    public Sample last() {
        return samples.getLast();
    }

    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** CPUs that the server has kept busy until the last sample; null where that is not told. */
    public Double cpuShare() {
        Double before = before().cpuSeconds();
        Double now = last().cpuSeconds();
        return before == null || now == null || last().seconds() == 0 ? null : (now - before) / last().seconds();
    }
}
