package threadlab.server.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** By a clock that the test turns; it starts anywhere, also just before its numbers run out. */
@ParameterizedClass
@ValueSource(longs = {0, Long.MAX_VALUE - 3})
class TimersTest {
    private static final long MILLISECOND = 1_000_000;

    private final Timers timers = new Timers();
    private final List<String> run = new ArrayList<>();

    @Parameter
    private long now;

    @Test
    void whatIsDueRunsInTheOrderOfItsTime() {
        timers.add(now + 3, () -> run.add("third"));
        timers.add(now + 9, () -> run.add("later"));
        timers.add(now + 1, () -> run.add("first"));
        timers.add(now + 2, () -> run.add("second"));
        timers.run(now);
        assertThat(run).isEmpty();
        timers.run(now + 3);
        assertThat(run).containsExactly("first", "second", "third");
        timers.run(now + 100);
        assertThat(run).last().isEqualTo("later");
        assertThat(timers.isEmpty()).isTrue();
    }

    @Test
    void whatATaskAddsRunsToo() {
        timers.add(now, () -> timers.add(now + 1, () -> run.add("added")));
        timers.run(now + 1);
        assertThat(run).containsExactly("added");
    }

    @Test
    void theTimeToTheNextOneIsRoundedUpSoThatItIsDueThenAndIsNeverForEver() {
        assertThat(timers.millis(now)).as("nothing waits").isZero();
        timers.add(now + 2 * MILLISECOND + 1, () -> run.add("it"));
        assertThat(timers.millis(now)).isEqualTo(3);
        assertThat(timers.millis(now + MILLISECOND + 1)).isEqualTo(1);
        assertThat(timers.millis(now + 5 * MILLISECOND)).as("overdue").isEqualTo(1);
    }
}
