package threadlab.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.client.TestServer;
import threadlab.client.cluster.ClusterMessage.Phase;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult;

@Timeout(30)
@Tag("slow")
class GeneratorTaskTest implements LoadTask.Events {
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<LoadResult> ended = new CompletableFuture<>();
    private final CompletableFuture<String> failed = new CompletableFuture<>();
    private final CompletableFuture<Long> late = new CompletableFuture<>();
    private final List<ClusterMessage.Progress> told = new CopyOnWriteArrayList<>();
    private TestServer server;

    @Override
    public void ready() {
        ready.complete(null);
    }

    @Override
    public void progress(ClusterMessage.Progress progress) {
        told.add(progress);
    }

    @Override
    public void ended(LoadResult result, long lateNanos) {
        late.complete(lateNanos);
        ended.complete(result);
    }

    @Override
    public void failed(String reason) {
        failed.complete(reason);
    }

    @BeforeEach
    void start() throws IOException {
        server = TestServer.honest();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private LoadPlan plan(Duration warmup, Duration duration) {
        return new LoadPlan("127.0.0.1", server.port(), 4, 64, warmup, duration);
    }

    private LoadTask begin(LoadPlan plan) {
        return GeneratorTask.begin("r", plan, Runnable::run, this);
    }

    @Test
    void itWaitsForTheAgreedInstantAndLoadsFromThenOn() throws ExecutionException, InterruptedException {
        LoadTask load = begin(plan(Duration.ZERO, Duration.ofMillis(300)));
        ready.get();
        assertThat(ended).isNotDone();
        load.start(System.nanoTime() + Duration.ofSeconds(1).toNanos());
        LoadResult result = ended.get();
        assertThat(result.echoes()).isPositive();
        assertThat(result.measured()).isEqualTo(Duration.ofMillis(300));
        assertThat(late.get()).isZero();
    }

    /** Such as one that a thread cannot be started for want of memory: the coordinator must not wait for this part. */
    @Test
    void anErrorInTheLoadIsTold() throws ExecutionException, InterruptedException {
        var first = new AtomicBoolean(true);
        GeneratorTask.begin("r", plan(Duration.ZERO, Duration.ofMillis(100)), command -> {
            if (first.getAndSet(false)) {
                throw new OutOfMemoryError("no thread");
            }
            command.run();
        }, this);
        assertThat(failed.get()).endsWith("OutOfMemoryError: no thread");
    }

    @Test
    void anInstantThatHasPassedIsToldAsLateness() throws ExecutionException, InterruptedException {
        LoadTask load = begin(plan(Duration.ZERO, Duration.ofMillis(100)));
        ready.get();
        load.start(System.nanoTime() - Duration.ofSeconds(1).toNanos());
        ended.get();
        assertThat(Duration.ofNanos(late.get())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void allProgressTogetherIsTheResult() throws ExecutionException, InterruptedException {
        begin(plan(Duration.ofMillis(200), Duration.ofSeconds(1))).start(System.nanoTime());
        LoadResult result = ended.get();
        assertThat(told).hasSizeGreaterThan(2).last().extracting(ClusterMessage.Progress::phase)
                .isEqualTo(Phase.ENDING);
        assertThat(told.stream().mapToLong(progress -> progress.latencies().responseTime().getTotalCount()).sum())
                .isEqualTo(result.echoes());
    }

    @Test
    void aStopEndsItBeforeItsStart() throws ExecutionException, InterruptedException {
        LoadTask load = begin(plan(Duration.ZERO, Duration.ofSeconds(60)));
        ready.get();
        load.stop();
        assertThat(ended.get().stopped()).isTrue();
    }

    @Test
    void aServerThatIsNotThereIsTold() throws Exception {
        server.stopListening();
        begin(plan(Duration.ZERO, Duration.ofSeconds(1)));
        assertThat(failed.get()).startsWith("cannot connect to 127.0.0.1:" + server.port() + ": ");
    }

    @Test
    void whatItWouldRunOutOfIsToldBeforeItConnects() throws ExecutionException, InterruptedException {
        begin(plan(Duration.ZERO, Duration.ofSeconds(1)).withProfile(ConnectionProfile.of(1_000_000)));
        assertThat(failed.get()).startsWith("1000000 ");
        assertThat(ready).isNotDone();
    }
}
