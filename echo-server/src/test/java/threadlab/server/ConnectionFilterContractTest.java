package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThatCode;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.core.CidrBlock;
import threadlab.server.core.ConnectionLimits;
import threadlab.server.events.CloseReason;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;

/**
 * What every thread model promises about who may connect. Peers differ by the loopback address that they come from; on
 * a socket of both protocols, which the JDK makes, each of them is an IPv4 address that is mapped into IPv6.
 */
@ParameterizedClass
@EnumSource(ThreadModel.class)
@Timeout(60)
class ConnectionFilterContractTest {
    private static final String HERE = "127.0.0.1";
    private static final String ELSEWHERE = "127.0.0.2";

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final ServerConfig config;
    private EchoServer server;

    ConnectionFilterContractTest(ThreadModel model) {
        config = ServerConfig.defaults().withPort(0).withThreadModel(model);
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
        background.shutdownNow();
    }

    @Test
    void whoIsNotAllowedIsResetAndCountedAndBecomesNoSession() throws IOException {
        start(config.withLimits(allowing(ELSEWHERE)));
        try (var allowed = Peer.connectFrom(ELSEWHERE, server)) {
            assertThat(allowed.echo((byte) 7)).containsExactly(7);
            assertThatThrownBy(() -> Peer.connectFrom(HERE, server).receive(1)).isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            assertThat(allowed.echo((byte) 8)).as("nobody else is harmed").containsExactly(8);
            soon().untilAsserted(() -> assertThat(seen).hasSize(2)); // the refusal is told after the reset
        }
        soon().untilAsserted(() -> assertThat(seen).hasSize(3));
        assertThat(seen).containsExactly("opened 127.0.0.2", "refused 127.0.0.1 not-allowed", "closed 127.0.0.2");
        assertThat(server.stats().rejected()).containsExactly(Map.entry(RejectReason.NOT_ALLOWED, 1L));
        assertThat(server.stats().accepted()).isEqualTo(1);
    }

    @Test
    void severalRangesAddUp() throws IOException {
        start(config.withLimits(allowing("10.0.0.0/8", "127.0.0.2/31", "::1")));
        for (String source : List.of(ELSEWHERE, "127.0.0.3")) {
            try (var peer = Peer.connectFrom(source, server)) {
                assertThat(peer.echo((byte) 1)).containsExactly(1);
            }
        }
        assertThat(isTurnedAway(HERE)).isTrue();
        assertThat(isTurnedAway("127.0.0.4")).isTrue();
    }

    @Test
    void ofIpv6ThereAreRangesToo() throws IOException {
        assumeThatCode(() -> EchoServer.start(config.withHost("::1")).close()).doesNotThrowAnyException();
        start(config.withHost("::1").withLimits(allowing("::1/128", HERE)));
        try (var peer = Peer.connect(server)) {
            assertThat(peer.echo((byte) 6)).containsExactly(6);
        }
        server.stop(Duration.ZERO);
        start(config.withHost("::1").withLimits(allowing("fd00::/8", "0.0.0.0/0")));
        assertThat(isTurnedAway("::1")).isTrue();
    }

    @Test
    void refusalsTakeNoPlaceAndHoldNoDescriptor() throws IOException {
        start(config.withMaxSessions(1).withLimits(allowing(ELSEWHERE)));
        assertThat(isTurnedAway(HERE)).isTrue();
        int before = descriptors();
        for (int i = 0; i < 300; i++) {
            assertThat(isTurnedAway(HERE)).isTrue();
        }
        soon().untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(before));
        try (var peer = Peer.connectFrom(ELSEWHERE, server)) {
            assertThat(peer.echo((byte) 3)).containsExactly(3);
        }
        assertThat(server.stats().rejected(RejectReason.NOT_ALLOWED)).isEqualTo(301);
    }

    @Test
    void anAddressHasSoManySessionsAndNoMoreUntilOneEnds() throws IOException {
        start(config.withLimits(new ConnectionLimits(ConnectionLimits.DEFAULT_MAX_SESSIONS, List.of(), 2, 0)));
        try (var first = Peer.connectFrom(HERE, server);
                var second = Peer.connectFrom(HERE, server);
                var other = Peer.connectFrom(ELSEWHERE, server)) {
            first.echo((byte) 1);
            second.echo((byte) 2);
            assertThat(isTurnedAway(HERE)).isTrue();
            assertThat(other.echo((byte) 3)).as("another address has its own").containsExactly(3);
            first.reset();
            soon().until(() -> server.stats().open() == 2);
            try (var next = Peer.connectFrom(HERE, server)) {
                assertThat(next.echo((byte) 4)).containsExactly(4);
                assertThat(isTurnedAway(HERE)).isTrue();
            }
            assertThat(server.stats().rejected()).containsExactly(Map.entry(RejectReason.ADDRESS_FULL, 2L));
        }
    }

    @Test
    void ofManyWhoComeAtTheSameTimeExactlySoManyAreServed() throws Exception {
        start(config.withLimits(new ConnectionLimits(ConnectionLimits.DEFAULT_MAX_SESSIONS, List.of(), 3, 0)));
        for (int round = 0; round < 5; round++) {
            var done = new CountDownLatch(1);
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(background.submit(isServedUntil(done)));
            }
            long refused = 17L * (round + 1);
            soon().until(() -> server.stats().rejections() == refused && server.stats().open() == 3);
            done.countDown();
            int served = 0;
            for (var one : all) {
                served += one.get() ? 1 : 0;
            }
            assertThat(served).isEqualTo(3);
            soon().until(() -> server.stats().open() == 0);
        }
        assertThat(server.stats().accepted()).isEqualTo(15);
    }

    private Callable<Boolean> isServedUntil(CountDownLatch done) {
        return () -> {
            try (var peer = Peer.connectFrom(HERE, server)) {
                boolean served = peer.echo((byte) 5).length == 1;
                done.await();
                return served;
            } catch (SocketTimeoutException silence) {
                throw silence;
            } catch (IOException reset) {
                return false;
            }
        };
    }

    /** As the peer sees it: the end of its connection, not a silence. */
    private boolean isTurnedAway(String source) throws IOException {
        try (var peer = Peer.connectFrom(source, server)) {
            return peer.receive(1).length == 0;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private void start(ServerConfig wanted) throws IOException {
        server = EchoServer.start(wanted, new ServerListener() {
            @Override
            public void opened(SocketAddress peer, Duration startLatency) {
                seen.add("opened " + host(peer));
            }

            @Override
            public void rejected(SocketAddress peer, RejectReason reason) {
                seen.add("refused " + host(peer) + " " + reason);
            }

            @Override
            public void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
                seen.add("closed " + host(peer));
            }
        });
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(5));
    }

    private static String host(SocketAddress peer) {
        return ((InetSocketAddress) peer).getAddress().getHostAddress();
    }

    private static ConnectionLimits allowing(String... ranges) {
        return new ConnectionLimits(ConnectionLimits.DEFAULT_MAX_SESSIONS,
                Stream.of(ranges).map(CidrBlock::parse).toList(), 0, 0);
    }

    /** Open descriptors of this process; 0 where there is no /proc. */
    private static int descriptors() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }
}
