package threadlab.bench.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static threadlab.bench.advise.SimulatedServer.UNLIMITED;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;

/** The advice for servers that are simulated, so that what holds them is known. */
class AdviceTest {
    /** Enough clients to fill whatever is the limit. */
    private static final int MANY = 3_000;

    /** Clients, their time to think, pool, CPUs; CPU of a request, its wait, places of the downstream. */
    private enum Server {
        POOL_OF_SHORT_REQUESTS(1_000, 0, 200, 2, 0.05, 20, UNLIMITED),
        SMALL_POOL(100, 100, 10, 4, 1, 50, UNLIMITED),
        POOL_BESIDE_BUSY_CPUS(500, 0, 100, 2, 0.7, 50, UNLIMITED),
        POOL_THAT_WAITS_LONG(600, 0, 50, 1, 2, 2_000, UNLIMITED),
        CPU_WITH_A_LARGE_POOL(100, 0, 200, 2, 5, 5, UNLIMITED),
        CPU_WITHOUT_A_WAIT(50, 0, 8, 4, 10, 0, UNLIMITED),
        CPU_THAT_FILLS_THE_POOL(1_000, 0, 200, 2, 1, 20, UNLIMITED),
        SLOW_DOWNSTREAM(1_000, 0, 200, 2, 0.2, 20, 20),
        LOCK_BEFORE_THE_POOL_IS_FULL(60, 0, 500, 4, 0.2, 2, 1),
        NOTHING_TO_GAIN(100, 300, 200, 2, 2, 20, UNLIMITED),
        NEITHER_AND_THE_POOL_FIRST(300, 1_000, 200, 2, 0.5, 400, UNLIMITED),
        NEITHER_ON_CPUS_THAT_QUEUE(140, 1_000, 200, 2, 10, 1, UNLIMITED);

        private final SimulatedServer simulated;
        private final Figures figures;

        Server(int clients, double think, int pool, double cpus, double cpu, double wait, int downstream) {
            simulated = new SimulatedServer(clients, think, pool, cpus, cpu, wait, downstream);
            figures = simulated.figures();
        }

        /** What carries least, if the clients ask for more than that. */
        private Limit truth() {
            double pool = simulated.poolCapacity();
            double cpu = simulated.cpuCapacity();
            double downstream = simulated.downstreamCapacity();
            double least = Math.min(pool, Math.min(cpu, downstream));
            double asked = simulated.offered() / least;
            assertThat(asked).as("a truth that is plain").matches(part -> part < 0.75 || part > 1.1);
            if (asked < 1) {
                return Limit.NEITHER;
            }
            return least == downstream ? Limit.SOMETHING_ELSE : least == pool ? Limit.POOL : Limit.CPU;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLimitIsTheOneOfTheServer(Server server) {
        assertThat(Advice.of(server.figures).limit()).isEqualTo(server.truth());
    }

    /** As access logs have it. Nothing is seen of those who wait for a place then. */
    @ParameterizedTest
    @EnumSource
    void theLimitIsTheSameByTheLatencyInAThread(Server server) {
        SimulatedServer.Observed busy = server.simulated.observed();
        assertThat(Advice.of(server.simulated.figures(busy, busy.latencyInThread())).limit())
                .isEqualTo(server.truth());
    }

    /** A thread for each request is the server with a pool without an end. */
    @ParameterizedTest
    @EnumSource
    void theGrowthIsThatOfTheServerWithoutItsPool(Server server) {
        SimulatedServer simulated = server.simulated;
        double withPool = simulated.with(MANY, 0, simulated.pool()).observed().ratePerSecond();
        double without = simulated.with(MANY, 0, UNLIMITED).observed().ratePerSecond();

        double growth = without / withPool;
        assertThat(Advice.of(server.figures).growthAtMost()).isCloseTo(growth, within(0.1 * growth));
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheQuietLatencyOnlyWhatIsSlowBehindTheServerIsNotSeen(Server server) {
        Figures known = server.figures;
        Figures five = withQuiet(known, null);

        Limit limit = Limit.of(Laws.of(five));
        if (server.truth() == Limit.SOMETHING_ELSE) {
            assertThat(limit).isIn(Limit.POOL, Limit.NEITHER);
        } else {
            assertThat(limit).isEqualTo(server.truth());
        }
        assertThat(String.join("\n", Advice.of(five).sentences())).contains("--quiet-latency");
        assertThat(String.join("\n", Advice.of(known).sentences())).doesNotContain("--quiet-latency");
    }

    /** A pool of 200 whose requests wait 20 ms, and one of 200 before a downstream of 20 places for 2 ms. */
    @Test
    void fiveFiguresCannotTellAFullPoolFromASlowDownstream() {
        Figures five = Figures.of(9_900, Duration.ofMillis(100), 0.5, 2, 200, null);

        assertThat(Advice.of(withQuiet(five, 20.0)).limit()).isEqualTo(Limit.POOL);
        assertThat(Advice.of(withQuiet(five, 2.0)).limit()).isEqualTo(Limit.SOMETHING_ELSE);
    }

    @Test
    void theLawsGiveTheFiguresOfARequestAndTheBounds() {
        Laws laws = Laws.of(Figures.of(3_000, Duration.ofMillis(45), 1.5, 2, 200, null));

        assertThat(laws.cpuMillis()).isCloseTo(0.5, within(1e-9));
        assertThat(laws.inFlight()).isCloseTo(135, within(1e-9));
        assertThat(laws.threadMillis()).isEqualTo(45);
        assertThat(laws.waitMillis()).isCloseTo(44.5, within(1e-9));
        assertThat(laws.poolBoundPerSecond()).isCloseTo(200 / 0.045, within(1e-6));
        assertThat(laws.poolUse()).isCloseTo(0.675, within(1e-9));
        assertThat(laws.cpuBoundPerSecond()).isCloseTo(4_000, within(1e-6));
        assertThat(laws.cpuUse()).isEqualTo(0.75);
        assertThat(laws.inFlightAtCpuBound()).isCloseTo(180, within(1e-6));
    }

    @Test
    void moreInFlightThanThePoolHasThreadsWaitForAPlace() {
        Laws laws = Laws.of(Figures.of(1_000, Duration.ofMillis(500), 0.1, 2, 200, null));

        assertThat(laws.threadMillis()).isEqualTo(200);
        assertThat(laws.poolBoundPerSecond()).isEqualTo(1_000);
        assertThat(laws.poolUse()).isEqualTo(1);
    }

    /** It would be without end, which JSON cannot say. */
    @Test
    void onFullCpusNoTimeIsExpected() {
        assertThat(Laws.of(Figures.of(400, Duration.ofMillis(250), 2, 2, 200, Duration.ofMillis(60)))
                .expectedThreadMillis()).isNull();
    }

    /** A request that only computes, with its CPU a bit longer than its latency. */
    @Test
    void roundedFiguresAreNoContradiction() {
        Laws laws = Laws.of(Figures.of(100, Duration.ofMillis(5), 0.52, 2, 200, Duration.ofMillis(5)));

        assertThat(laws.waitMillis()).isZero();
        assertThat(Limit.of(laws)).isEqualTo(Limit.NEITHER);
    }

    @ParameterizedTest
    @EnumSource
    void theRecipeOfTheCompareLineCanBeRead(Server server) {
        String compare = String.valueOf(Advice.of(server.figures).compare());

        assertThat(compare).contains("--thread-model pool:" + server.simulated.pool() + ",virtual");
        Work.of(compare.replaceAll(".*--work '([^']*)'.*", "$1"), 64, 0, new Computing(1));
    }

    @Test
    void theRecipeHasTheTimesOfARequestWithoutItsQueues() {
        assertThat(compare(Figures.of(3_000, Duration.ofMillis(45), 1.4, 2, 200, null)))
                .isEqualTo("./lab compare --work 'cpu 467us, wait 44.5ms' --thread-model "
                        + "pool:200,virtual,virtual-per-request --sessions 386");
        assertThat(compare(Figures.of(100, Duration.ofSeconds(1), 1.95, 2, 50, Duration.ofMillis(60))))
                .contains("--work 'cpu 19500us, wait 40.5ms'");
        assertThat(compare(Figures.of(1_000, Duration.ofMillis(200), 0.2, 2, 200, Duration.ofMillis(10))))
                .contains("--work 'cpu 200us, pool 10 { wait 9.8ms }'").endsWith("--sessions 400");
    }

    @Test
    void aWaitThatARecipeCannotHaveIsLeftOut() {
        assertThat(compare(Figures.of(1_000, Duration.ofMillis(2), 1.5, 2, 200, null)))
                .contains("--work 'cpu 1500us' ");
        assertThat(Advice.of(Figures.of(10, Duration.ofSeconds(20), 1, 2, 1_000, null)).compare()).isNull();
        assertThat(Advice.of(Figures.of(1e9, Duration.ofNanos(1_000), 1e-7, 2, 200, null)).compare()).isNull();
    }

    @Test
    void noLineIsLongerThanTheTerminal() {
        for (Figures figures : List.of(Figures.of(3_000, Duration.ofMillis(45), 1.4, 2, 200, Duration.ofMillis(44)),
                Figures.of(9_915, Duration.ofMillis(100), 0.5, 2, 200, null),
                Figures.of(9_915, Duration.ofMillis(100), 0.5, 2, 200, Duration.ofMillis(2)),
                Figures.of(123_456_789.5, Duration.ofNanos(999_999_999), 1_234.5, 9_999.5, 999_999,
                        Duration.ofNanos(1_234_567)))) {
            assertThat(AdviceText.of(Advice.of(figures), 80).lines()).allMatch(line -> line.length() <= 80);
        }
    }

    @Test
    void everyFigureIsShownWithItsUnitAndItsArithmetic() {
        String text = AdviceText.of(Advice.of(Figures.of(9_915, Duration.ofMillis(100), 0.5, 2, 200, null)), 80);

        assertThat(text.lines().map(line -> line.replaceAll(" +", " "))).contains(
                "CPU a request 50.4 us 0.5 CPUs busy / 9,915 requests/s",
                "in flight 992 requests 9,915 requests/s x 100 ms",
                "bound of the pool 9,915 requests/s 200 threads / 20.2 ms",
                "bound of the CPUs 39,660 requests/s 2 CPUs / 50.4 us");
    }

    private static String compare(Figures figures) {
        return String.valueOf(Advice.of(figures).compare());
    }

    private static Figures withQuiet(Figures figures, @Nullable Double quietMillis) {
        return new Figures(figures.ratePerSecond(), figures.latencyMillis(), figures.cpusBusy(), figures.cpus(),
                figures.pool(), quietMillis);
    }
}
