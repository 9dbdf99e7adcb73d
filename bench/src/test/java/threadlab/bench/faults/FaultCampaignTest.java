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

/** Every hazard, every thread model: see {@link FaultTrial} for what must hold. */
class FaultCampaignTest {
    private static final long SHORT = 4 << 20;
    /** Each is a system call. */
    private static final long SHORT_ONE_BY_ONE = SHORT / 64;
    /** Brought back and verified under each hazard by each thread model. */
    private static final long WHOLE = Long.getLong("lab.campaign.bytes", 1_000_000_000L);
    /** Names of those that the campaign is to have; all without. */
    private static final String HAZARDS = System.getProperty("lab.campaign.hazards");

    /** Descriptors that are open when no trial runs. */
    private static long files;

    @BeforeAll
    static void useAllOnce() throws Exception {
        withEveryThreadModel(FaultScenario.CUT); // what the JDK keeps open from its first use on
        files = OpenFiles.count();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        await().untilAsserted(() -> assertThat(OpenFiles.count()).isLessThanOrEqualTo(files));
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void aLittleWithAllThreadModelsAtOnce(FaultScenario hazard) throws Exception {
        withEveryThreadModel(hazard);
    }

    private static void withEveryThreadModel(FaultScenario hazard) throws Exception {
        long bytes = hazard == FaultScenario.SPLIT ? SHORT_ONE_BY_ONE : SHORT;
        List<Future<String>> trials = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (ThreadModel model : ThreadModel.values()) {
                trials.add(threads.submit(trial(hazard, model, bytes)::run));
            }
        }
        for (Future<String> trial : trials) {
            trial.get(); // fails as the trial did
        }
    }

    @ParameterizedTest
    @MethodSource
    @Tag("campaign")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void muchWithOneThreadModelAfterTheOther(FaultScenario hazard, ThreadModel model) throws Exception {
        System.out.println(trial(hazard, model, WHOLE).run());
    }

    static Stream<Arguments> muchWithOneThreadModelAfterTheOther() {
        return Stream.of(FaultScenario.values())
                .filter(hazard -> HAZARDS == null || List.of(HAZARDS.split(",")).contains(hazard.toString()))
                .flatMap(hazard -> Stream.of(ThreadModel.values()).map(model -> Arguments.of(hazard, model)));
    }

    private static FaultTrial trial(FaultScenario hazard, ThreadModel model, long bytes) {
        return new FaultTrial(hazard, model, (long) (bytes * hazard.share()), Seeds.RUN);
    }
}
