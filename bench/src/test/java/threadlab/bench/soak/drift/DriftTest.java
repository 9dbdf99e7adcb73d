package threadlab.bench.soak.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.bench.soak.report.Soaks;
import threadlab.bench.soak.sampling.Resource;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.soak.sampling.Sample.OsReading;
import threadlab.bench.soak.sampling.ServerReport;
import threadlab.bench.soak.sampling.ServerReport.JvmReading;
import threadlab.bench.soak.sampling.Unit;

class DriftTest {
    /** What {@code --for 5s} leaves to be judged. */
    private static final double STEADY_OF_5_SECONDS = 2.5;
    private static final Soaks.Leak NOTHING = (resource, minutes) -> 0;

    /** Without a tolerance, so that only chance matters. Of 10,000 simulated runs, 6 were said to drift. */
    @Test
    void atMostOneRunInAHundredOfAServerWithoutALeakIsSaidToDrift() {
        long wrong = LongStream.range(0, 300)
                .filter(seed -> Drift.of(Soaks.steady(seed, NOTHING), 0).stream()
                        .anyMatch(drift -> drift.verdict() == DriftVerdict.DRIFTS))
                .count();

        assertThat(wrong).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aRiseOfAFewPercentIsFoundInThatResourceAndInNoOther(Resource leaking) {
        double perMinute = leaking.unit() == Unit.BYTES ? 0.005 * level(leaking) : 1.5;

        List<Drift> drifts = Drift.of(
                Soaks.steady(1, (resource, minutes) -> resource == leaking ? perMinute * minutes : 0), Soaks.TOLERANCE);

        assertThat(drifts).filteredOn(drift -> drift.verdict() == DriftVerdict.DRIFTS).singleElement()
                .satisfies(drift -> {
                    assertThat(drift.resource()).isEqualTo(leaking.toString());
                    assertThat(drift.trend().perMinute()).isCloseTo(perMinute, Percentage.withPercentage(20));
                    assertThat(perMinute).isBetween(drift.trend().low(), drift.trend().high());
                });
    }

    private static double level(Resource resource) {
        return resource.in(Soaks.steady(1, NOTHING).getFirst()).doubleValue();
    }

    @ParameterizedTest
    @EnumSource
    void theDetectableRiseIsDetectedAndHalfOfItIsNot(Resource resource) {
        double detectable = drift(resource, Soaks.steady(2, NOTHING)).detectablePerMinute();

        assertThat(drift(resource, Soaks.steady(2, rising(resource, 1.05 * detectable))).verdict())
                .isEqualTo(DriftVerdict.DRIFTS);
        assertThat(drift(resource, Soaks.steady(2, rising(resource, detectable / 2))).verdict())
                .isNotEqualTo(DriftVerdict.DRIFTS);
    }

    @Test
    void memoryThatRisesByLessThanTheToleranceIsWithinIt() {
        List<Sample> compiling = Soaks.steady(3, rising(Resource.RESIDENT_MEMORY, 0.2 * Soaks.MEBIBYTE));

        assertThat(drift(Resource.RESIDENT_MEMORY, compiling).verdict()).isEqualTo(DriftVerdict.WITHIN_TOLERANCE);
        assertThat(Drift.of(compiling, 0).getLast().verdict()).isEqualTo(DriftVerdict.DRIFTS);
    }

    @Test
    void aCountHasNoTolerance() {
        List<Sample> leaking = Soaks.steady(4, rising(Resource.THREADS, 0.7));

        assertThat(Drift.of(leaking, 1.0).get(Resource.THREADS.ordinal()).verdict()).isEqualTo(DriftVerdict.DRIFTS);
    }

    @Test
    void aResourceThatIsGivenBackFalls() {
        assertThat(drift(Resource.LIVE_HEAP, Soaks.steady(5, rising(Resource.LIVE_HEAP, -50_000))).verdict())
                .isEqualTo(DriftVerdict.FALLS);
    }

    @Test
    void withFewSamplesOrNoneNothingIsJudged() {
        List<Sample> samples = Soaks.steady(6, NOTHING);

        assertThat(Drift.of(samples.subList(0, 6), 0))
                .allMatch(drift -> drift.verdict() == DriftVerdict.TOO_SHORT && drift.level() != null);
        assertThat(Drift.of(List.of(), 0))
                .allMatch(drift -> drift.verdict() == DriftVerdict.TOO_SHORT && drift.level() == null);
    }

    /** In so short a time the tolerance, 4 MiB, hides 96 MiB a minute. */
    @Test
    void aShortSoakCannotTellWhetherMemoryDriftsAndALongerOneCan() {
        Soaks.Leak leak = rising(Resource.RESIDENT_MEMORY, 35 * Soaks.MEBIBYTE);
        List<Sample> brief = Soaks.steady(8, leak, STEADY_OF_5_SECONDS / 108);

        Drift memory = drift(Resource.RESIDENT_MEMORY, brief);
        assertThat(memory.verdict()).isEqualTo(DriftVerdict.TOO_SHORT);
        assertThat(memory.trend().perMinute()).isCloseTo(35 * Soaks.MEBIBYTE, Percentage.withPercentage(30));
        assertThat(drift(Resource.RESIDENT_MEMORY, Soaks.steady(8, leak, 40.0 / 108)).verdict())
                .isEqualTo(DriftVerdict.DRIFTS);
        assertThat(drift(Resource.RESIDENT_MEMORY, Soaks.steady(8, NOTHING, 40.0 / 108)).verdict())
                .isEqualTo(DriftVerdict.NO_DRIFT_SHOWN);
    }

    /** This is so on a system without /proc. */
    @Test
    void aFigureThatNoSampleHasIsUnknown() {
        List<Sample> samples = Soaks.steady(7, NOTHING).stream().map(sample -> new Sample(sample.seconds(),
                sample.phase(), new OsReading(null, null, null, null), new ServerReport(sample.server().open(), 1,
                        Map.of(), 0, 1, 1, new JvmReading(null, null, null))))
                .toList();

        assertThat(Drift.of(samples, 0)).extracting(Drift::verdict).containsExactly(DriftVerdict.UNKNOWN,
                DriftVerdict.UNKNOWN, DriftVerdict.NO_DRIFT_SHOWN, DriftVerdict.UNKNOWN, DriftVerdict.UNKNOWN,
                DriftVerdict.UNKNOWN, DriftVerdict.UNKNOWN);
    }

    private static Soaks.Leak rising(Resource leaking, double perMinute) {
        return (resource, minutes) -> resource == leaking ? perMinute * (minutes - 1) : 0;
    }

    private static Drift drift(Resource resource, List<Sample> samples) {
        return Drift.of(samples, Soaks.TOLERANCE).get(resource.ordinal());
    }
}
