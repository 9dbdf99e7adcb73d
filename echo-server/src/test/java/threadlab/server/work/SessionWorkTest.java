package threadlab.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionWorkTest {
    private static Work work(int messageBytes) {
        return Work.of("cpu 1us", messageBytes, 1, new Computing(1));
    }

    @Test
    void bytesMayBeEchoedUpToTheEndOfTheMessageWhoseWorkIsDone() throws IOException {
        SessionWork session = work(64).nextSession();
        assertThat(session.doneFor(10)).isEqualTo(10);
        assertThat(session.doneFor(100)).isEqualTo(54);
        assertThat(session.doneFor(46)).isEqualTo(46);
        assertThat(session.doneFor(1000)).isEqualTo(18);
        assertThat(session.doneFor(1000)).isEqualTo(64);
    }

    /** Whatever it waits for, and the thread is fit for other work then. */
    @ParameterizedTest
    @ValueSource(strings = {"wait 10s", "pool 1 { wait 10s }", "lock 1 { wait 10s }", "monitor 1 { wait 10s }",
            "depth 1 { fan 3 { wait 10s } }", "pool 1 spin { wait 10s }"})
    void cancelledWorkEndsAndNoFurtherOneBegins(String recipe) throws Exception {
        cancel(Work.of(recipe, 64, 1, new Computing(1)).nextSession());
    }

    @Test
    void aCallThatHasNoAnswerIsCancelled() throws Exception {
        try (var silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort());
            cancel(Work.of("call 10s", 64, 1, new Computing(1), address).nextSession());
        }
    }

    private static void cancel(SessionWork session) throws InterruptedException {
        var stillInterrupted = new AtomicBoolean(true);
        var work = new FutureTask<>(() -> {
            try {
                return session.doneFor(64);
            } finally {
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        Thread thread = Thread.ofPlatform().start(work);
        await().until(() -> isIn(thread, Stage.class.getName()));
        session.cancel();
        assertThatThrownBy(work::get).hasCauseInstanceOf(InterruptedIOException.class);
        assertThat(stillInterrupted).isFalse();
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> session.doneFor(64));
    }

    /** A thread in a read is RUNNABLE by its state, so its stack tells. */
    private static boolean isIn(Thread thread, String name) {
        return Stream.of(thread.getStackTrace()).anyMatch(frame -> frame.getClassName().startsWith(name));
    }

    @Test
    void aMessageHasASizeThatAServerCanMeet() {
        assertThatIllegalArgumentException().isThrownBy(() -> work(0)).withMessageContaining("message is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> work(2 << 20)).withMessageContaining("allowed: 1 to");
    }

    @Test
    void aRecipeTellsWhetherItComputes() {
        assertThat(Work.computes("wait 1ms, pool 3 { lock 1 { cpu 1us } }")).isTrue();
        assertThat(Work.computes("wait 1ms, pool 3 { monitor 1 { wait 1ms } }")).isFalse();
    }

    @Test
    void aRecipeTellsWhetherItCallsABackend() {
        assertThat(Work.calls("wait 1ms, pool 3 { fan 2 { call 1ms } }")).isTrue();
        assertThat(Work.calls("wait 1ms, pool 3 { fan 2 { wait 1ms } }")).isFalse();
    }

    @Test
    void computingIsMeasuredOutInSteps() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Computing(0)).withMessageStartingWith("cpu-unit ");
        assertThat(Computing.calibrated().stepsPerMicro()).isGreaterThan(10);
    }
}
