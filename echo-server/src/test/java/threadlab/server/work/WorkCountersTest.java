package threadlab.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import threadlab.server.work.WorkCounters.Kind;
import threadlab.server.work.WorkStats.StageTimes;

class WorkCountersTest {
    private long now = 1_000;

    private WorkCounters counters(String recipe) {
        return new WorkCounters(RecipeParser.parse(recipe, new Computing(1), null), () -> now);
    }

    /** One for 10, two for 20, one for 5, which still is in work. */
    @Test
    void theTimesInWorkAreAddedUpOverTheMessages() {
        WorkCounters counters = counters("cpu 1us");
        counters.messageBegins();
        now += 10;
        counters.messageBegins();
        now += 20;
        counters.messageEnds();
        now += 5;
        assertThat(counters.take()).returns(10L + 2 * 20 + 5, WorkStats::nanosInWork).returns(1L, WorkStats::messages)
                .returns(35L, WorkStats::nanos).returns(2, WorkStats::mostInWork);
        now += 100;
        counters.messageEnds();
        assertThat(counters.take()).returns(155L, WorkStats::nanosInWork).returns(2L, WorkStats::messages)
                .returns(1, WorkStats::mostInWork);
        assertThat(counters.take().mostInWork()).isZero();
    }

    /** Threads may read the clock in one order and count in another. */
    @Test
    void aMessageThatIsCountedLateTakesNoTimeAway() {
        InWork late = InWork.none(0).begun(10).begun(8).ended(20);
        assertThat(late).returns(10L * 2, InWork::nanos).returns(1, InWork::now).returns(20L, InWork::sinceStart);
    }

    @Test
    void aStageHasWhatItAskedForAndWhatItTook() {
        WorkCounters counters = counters("cpu 1us, pool 3 { wait 1ms }, pool 2 { fan 2 { lock 5 { cpu 1us } } }");
        now = 50;
        counters.took(Kind.CPU, 7, 40);
        counters.took(Kind.CPU, 5, 30);
        counters.held(Kind.POOL, 10, 25);
        assertThat(counters.take().stages()).containsExactly(new StageTimes("cpu", 0, 2, 12, 0, 10 + 20),
                new StageTimes("wait", 0, 0, 0, 0, 0), new StageTimes("pool", 3 + 2, 1, 0, 15, 25),
                new StageTimes("lock", 5, 0, 0, 0, 0));
    }

    @Test
    void theWaitForAThreadIsCounted() {
        WorkCounters counters = counters("cpu 1us");
        now = 50;
        counters.threadIsThere(42);
        counters.threadIsThere(20);
        assertThat(counters.take()).returns(2L, WorkStats::threadWaits).returns(38L, WorkStats::nanosForThread);
    }
}
