package threadlab.bench.soak.sampling;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import threadlab.bench.meter.ProcessMeter;
import threadlab.bench.process.ServerProcess;
import threadlab.support.control.Memory;

/** Takes samples of the server. Not thread-safe. */
public final class Sampler {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final ServerProcess server;
    private final ProcessMeter process;
    private final List<Sample> samples = new ArrayList<>();
    private final long loadStart;

    /** Takes the sample before the load, which must begin right after. */
    public Sampler(ServerProcess server) throws IOException, InterruptedException {
        this.server = server;
        this.process = new ProcessMeter(server.pid());
        samples.add(read(0, Sample.BEFORE));
        loadStart = System.nanoTime();
    }

    /** Returns the time since the load began. */
    public double seconds() {
        return (System.nanoTime() - loadStart) / 1e9;
    }

    /** Takes a sample under load. */
    public void take(String phase) throws IOException, InterruptedException {
        samples.add(read(seconds(), phase));
    }

    private Sample read(double seconds, String phase) throws IOException, InterruptedException {
        Memory memory = server.memory(); // first, since it collects garbage
        return new Sample(seconds, phase, Sample.OsReading.of(process), ServerReport.of(server.counters(), memory));
    }

    /** Waits until all resources have been returned, at most until the timeout, and takes the last sample then. */
    public List<Residual> awaitReturn(Duration timeout) throws IOException, InterruptedException {
        long since = System.nanoTime();
        Sample now = read(seconds(), Sample.AFTER);
        while (Residual.of(before(), now).stream().anyMatch(Residual::isLeft)
                && System.nanoTime() - since < timeout.toNanos()) {
            TimeUnit.NANOSECONDS.sleep(POLL_INTERVAL.toNanos());
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

    /** Returns the number of CPUs that the server has kept busy under load; null if that is not known. */
    public @Nullable Double cpuShare() {
        Double before = before().process().cpuSeconds();
        Double now = last().process().cpuSeconds();
        return before == null || now == null || last().seconds() == 0 ? null : (now - before) / last().seconds();
    }
}
