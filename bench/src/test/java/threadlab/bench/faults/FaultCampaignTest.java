package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import threadlab.server.ThreadModel;

/** Runs each fault scenario with each thread model; {@link FaultTrial} checks the results. */
@Tag("slow")
class FaultCampaignTest {
    private static final long SHORT = 4 << 20;
    /** Each byte is a system call. */
    private static final long SHORT_SLICED = SHORT / 64;
    /** Bytes that each thread model must echo in each scenario. */
    private static final long WHOLE = Long.getLong("lab.campaign.bytes", 1_000_000_000L);
    /** Names of the scenarios of the campaign; by default, all. */
    private static final String SCENARIOS = System.getProperty("lab.campaign.scenarios");

    /** Number of descriptors that are open when no trial runs. */
    private static long files;

    @BeforeAll
    static void useAllOnce() throws Exception {
        withEveryThreadModel(FaultScenario.CUT); // the JDK keeps some descriptors open from their first use on
        files = OpenFiles.count();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        await().untilAsserted(() -> assertThat(OpenFiles.count()).isLessThanOrEqualTo(files));
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void aFewBytesWithAllThreadModelsAtOnce(FaultScenario scenario) throws Exception {
        withEveryThreadModel(scenario);
    }

    private static void withEveryThreadModel(FaultScenario scenario) throws Exception {
        long bytes = scenario == FaultScenario.SLICER ? SHORT_SLICED : SHORT;
        List<Future<String>> trials = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (ThreadModel model : ThreadModel.values()) {
                trials.add(threads.submit(trial(scenario, model, bytes)::run));
            }
        }
        for (Future<String> trial : trials) {
            trial.get(); // throws what the trial has thrown
        }
    }

    @ParameterizedTest
    @MethodSource
    @Tag("campaign")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void manyBytesWithOneThreadModelAfterTheOther(FaultScenario scenario, ThreadModel model) throws Exception {
        System.out.println(trial(scenario, model, WHOLE).run());
    }

    static Stream<Arguments> manyBytesWithOneThreadModelAfterTheOther() {
        return Stream.of(FaultScenario.values())
                .filter(scenario -> SCENARIOS == null || List.of(SCENARIOS.split(",")).contains(scenario.toString()))
                .flatMap(scenario -> Stream.of(ThreadModel.values()).map(model -> Arguments.of(scenario, model)));
    }

    private static FaultTrial trial(FaultScenario scenario, ThreadModel model, long bytes) {
        return new FaultTrial(scenario, model, (long) (bytes * scenario.share()), Seeds.RUN);
    }
}
