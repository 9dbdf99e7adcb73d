package threadlab.server.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;

/** What is logged when, by a clock that the test turns; it starts anywhere, also just before its numbers run out. */
@ParameterizedClass
@ValueSource(longs = {0, -5_000_000_000L, Long.MAX_VALUE - 3, Long.MIN_VALUE})
class LoggingListenerTest {
    private static final long SECOND = 1_000_000_000;

    private final List<String> log = new ArrayList<>();
    private final ServerListener events;
    private long now;

    LoggingListenerTest(long start) {
        now = start;
        events = new LoggingListener(() -> now, log::add);
    }

    @Test
    void theFirstFailureIsLoggedAtOnceWithItsReason() {
        fail("Too many open files");
        assertThat(log).containsExactly("cannot accept for now, will keep trying: Too many open files");
    }

    @Test
    void aFailureWithinTenSecondsOfTheLastIsNotLogged() {
        fail("one");
        now += 10 * SECOND - 1;
        fail("two");
        assertThat(log).hasSize(1);
    }

    @Test
    void aFailureTenSecondsAfterTheLastIsLoggedAgain() {
        fail("one");
        now += 10 * SECOND;
        fail("two");
        assertThat(log).hasSize(2).last().asString().endsWith(": two");
    }

    @Test
    void failuresThatGoOnForAnHourAreLoggedOnce() {
        for (int second = 0; second < 3600; second++) {
            fail("still");
            now += SECOND;
        }
        assertThat(log).hasSize(1);
    }

    @Test
    void aFloodOfRefusalsIsLoggedOnceWithItsFirstPeer() {
        for (int port = 1; port < 10_000; port++) {
            events.rejected(new InetSocketAddress("127.0.0.2", port), RejectReason.NOT_ALLOWED);
            now += SECOND / 100;
        }
        assertThat(log).containsExactly("rejected 127.0.0.2:1, not-allowed; more of these are only counted");
    }

    @Test
    void aRefusalTenSecondsAfterTheLastIsLoggedAgain() {
        refuse(1);
        now += 10 * SECOND - 1;
        refuse(2);
        now += 10 * SECOND;
        refuse(3);
        assertThat(log).hasSize(2).last().asString().startsWith("rejected 127.0.0.2:3, address-full;");
    }

    @Test
    void refusalsAndFailuresDoNotSilenceEachOther() {
        fail("full");
        refuse(1);
        fail("full");
        refuse(2);
        assertThat(log).hasSize(2);
    }

    @Test
    void handshakesThatFailAndTlsThatBreaksDoNotSilenceEachOther() {
        for (int i = 0; i < 3; i++) {
            events.handshakeFailed(new InetSocketAddress("127.0.0.2", 1), new IOException("no\u001b[2J cipher"));
            events.tlsFailed(new InetSocketAddress("127.0.0.3", 1), new IOException("bad record"));
        }
        assertThat(log).satisfiesExactly(
                line -> assertThat(line).contains("127.0.0.2:1", "cipher").doesNotContain("\u001b"),
                line -> assertThat(line).contains("127.0.0.3:1", "bad record"));
    }

    @Test
    void whatIsOrdinaryIsNotLogged() throws Exception {
        events.opened(null, Duration.ofHours(1));
        events.closed(null, CloseReason.RESET, 1, 1);
        events.drained(new DrainResult(1, 1, Duration.ZERO));
        assertThat(log).isEmpty();
    }

    private void refuse(int port) {
        events.rejected(new InetSocketAddress("127.0.0.2", port), RejectReason.ADDRESS_FULL);
    }

    private void fail(String reason) {
        events.acceptFailed(new IOException(reason), 1, Duration.ofMillis(5));
    }
}
