package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.server.blocking.ThreadPerSession;
import threadlab.server.blocking.Transport;
import threadlab.server.core.Acceptor;
import threadlab.server.core.BlockingIo;
import threadlab.server.core.ConnectionFilter;
import threadlab.server.core.ConnectionLimits;
import threadlab.server.core.Drain;
import threadlab.server.core.ListeningSocket;
import threadlab.server.core.Session;
import threadlab.server.core.SessionDispatcher;
import threadlab.server.core.SessionReaper;
import threadlab.server.core.SessionRegistry;
import threadlab.server.events.CloseReason;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;
import threadlab.server.events.ServerStats;

/**
 * The accept loop, the registry, the sessions and the sweep, with peers that come and go and a stop among them, in
 * hundreds of orders. It is the code of the thread models platform and virtual, on connections without an operating
 * system. The stop does what {@link Drain} does, with time that passes only while nobody can go on.
 */
@Tag("slow")
class ServerScheduleTest {

    @Test
    void hundredsOfSchedulesLeaveNothingAndLoseNothing() {
        Set<CloseReason> seen = EnumSet.noneOf(CloseReason.class);
        Schedules.play(200, seed -> seen.addAll(new Play(seed).run()));
        assertThat(seen).as("all ways to end").contains(CloseReason.END_OF_STREAM, CloseReason.RESET,
                CloseReason.DRAINED, CloseReason.FORCED, CloseReason.IDLE);
    }

    @Test
    @Tag("campaign")
    void manyThousandsOfSchedulesLeaveNothingAndLoseNothing() {
        Schedules.play(Schedules.CAMPAIGN, seed -> new Play(seed).run());
    }

    @Test
    void theSameSeedPlaysTheSameSchedule() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(fingerprint(seed)).isEqualTo(fingerprint(seed)).isNotEqualTo(fingerprint(seed + 1));
        }
    }

    /** The number that would have been drawn next: all that happened has drawn those before. */
    private static long fingerprint(long seed) {
        var play = new Play(seed);
        play.run();
        return play.random.nextLong();
    }

    /** What the server said of a session at its end. */
    private record End(CloseReason reason, long bytes) {
    }

    /** One schedule. */
    private static final class Play implements ServerListener {
        /** Times that the stop may look at its sessions, 6 ms apart: far more than it needs. */
        private static final int MOST_LOOKS = 500;
        /** Longer than a session needs to count as quiet. */
        private static final Duration QUIET = Duration.ofMillis(6);

        private final SeededThreads threads;
        private final SplittableRandom random;
        private final SessionRegistry registry;
        private final SimulatedListener listener;
        private final SessionDispatcher sessions;
        private final List<SimulatedPeer> peers = new ArrayList<>();
        /** In the order of their registration: sets have an order that no seed decides. */
        private final List<Session> known = new ArrayList<>();
        private final Map<Integer, End> ends = new HashMap<>();
        private int opened;
        /** Then a session may have been drained before the stop, and taken no more since. */
        private final boolean isSwept;
        private boolean isSweeping;

        Play(long seed) {
            threads = new SeededThreads(seed, QUIET);
            random = threads.random();
            int most = 1 + random.nextInt(4);
            registry = new SessionRegistry(most);
            isSwept = random.nextInt(3) == 0;
            listener = new SimulatedListener(threads, most);
            sessions = new ThreadPerSession(sessionThreads(), BlockingIo.STRATEGY, Transport::new, 0, registry, this,
                    null);
        }

        private ThreadFactory sessionThreads() {
            ThreadFactory factory = threads.factory("session");
            return session -> {
                known.add((Session) session);
                return factory.newThread(session);
            };
        }

        /** Returns the ways in which sessions ended. */
        Set<CloseReason> run() {
            var admission = new ConnectionFilter(limits(random.nextInt(4)), registry, this);
            threads.start("acceptor", new Acceptor(socket(), admission, registry, sessions, this));
            for (int i = random.nextInt(6); i >= 0; i--) {
                peers.add(new SimulatedPeer(i, threads));
                peers.getLast().start(listener);
            }
            isSweeping = isSwept;
            if (isSwept) {
                threads.start("sweep", this::sweep);
            }
            threads.start("stop", this::stop);
            threads.run();
            checkServer();
            peers.forEach(this::checkPeer);
            return registry.stats().closed().keySet();
        }

        private static ConnectionLimits limits(int maxSessionsPerAddress) {
            return new ConnectionLimits(ConnectionLimits.DEFAULT_MAX_SESSIONS, List.of(), maxSessionsPerAddress, 0);
        }

        private ListeningSocket socket() {
            try {
                return new ListeningSocket(listener, BlockingIo.STRATEGY);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void sweep() {
            var sweep = new SessionReaper(Duration.ofNanos(4), Duration.ofNanos(8), Duration.ZERO);
            for (int now = random.nextInt(12); now >= 0; now--) {
                SeededThreads.yield(random.nextInt(20));
                sweep.look(inOrder(), -now);
            }
            isSweeping = false;
            threads.changed();
        }

        private void stop() {
            SeededThreads.yield(random.nextInt(300));
            peers.forEach(SimulatedPeer::theStopBegins);
            registry.beginDrain();
            threads.pause();
            closeListener();
            int patience = random.nextInt(4) == 0 ? random.nextInt(3) : Integer.MAX_VALUE;
            try {
                threads.await(() -> !isSweeping); // a join would be ended by a thread of the JDK, at any time
                for (int pass = 0; !registry.awaitEmpty(Duration.ZERO); pass++) {
                    assertThat(pass).as("looks at sessions that do not end: %s", registry.stats())
                            .isLessThan(MOST_LOOKS);
                    endAll(pass < patience);
                    threads.sleep();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private void closeListener() {
            try {
                listener.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void endAll(boolean gently) {
            for (Session session : inOrder()) {
                if (gently) {
                    session.drain(CloseReason.DRAINED);
                } else {
                    session.abort(CloseReason.FORCED);
                }
                threads.pause();
            }
        }

        private Set<Session> inOrder() {
            Set<Session> open = registry.sessions();
            Set<Session> ordered = new LinkedHashSet<>(known);
            ordered.retainAll(open);
            ordered.addAll(open); // at most one, which has no thread yet
            return ordered;
        }

        private void checkServer() {
            ServerStats stats = registry.stats();
            assertThat(stats.open()).isZero();
            assertThat(stats.accepted() + stats.rejections()).isEqualTo(listener.accepted().size());
            assertThat(stats.closed().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(stats.accepted());
            assertThat(listener.accepted()).noneMatch(SocketChannel::isOpen);
            assertThat(ends).as("sessions that opened and closed").hasSize(opened);
        }

        private void checkPeer(SimulatedPeer peer) {
            End end = ends.get(peer.number());
            assertThat(peer.received()).as("%s", peer).isLessThanOrEqualTo(peer.sent());
            if (end == null) { // refused, or cut off before its session ran
                assertThat(peer.received()).as("%s", peer).isZero();
                return;
            }
            switch (end.reason) {
                case END_OF_STREAM -> assertThat(peer).as("%s: %s", peer, end)
                        .returns(true, SimulatedPeer::halfCloses).returns(true, SimulatedPeer::sentAll)
                        .returns(true, SimulatedPeer::sawTheEnd).returns(peer.sent(), SimulatedPeer::received);
                case DRAINED -> assertThat(peer.sawTheEnd() || peer.isRude()).as("%s: %s", peer, end).isTrue();
                case RESET -> assertThat(peer.isRude()).as("%s: %s", peer, end).isTrue();
                default -> assertThat(end.reason).isIn(CloseReason.FORCED, CloseReason.IDLE, CloseReason.LIFETIME);
            }
            if (end.reason == CloseReason.DRAINED && peer.sawTheEnd()) {
                assertThat(end.bytes).as("%s: all that was echoed came back", peer).isEqualTo(peer.received());
                assertThat(isSwept || end.bytes >= peer.sentBeforeTheStop()).as("%s: %s of %d bytes before the stop",
                        peer, end, peer.sentBeforeTheStop()).isTrue();
            }
        }

        @Override
        public void opened(SocketAddress peer, Duration startLatency) {
            opened++;
            threads.pause();
        }

        @Override
        public void rejected(SocketAddress peer, RejectReason reason) {
            threads.pause();
        }

        @Override
        public void received(SocketAddress peer, ByteBuffer data) {
            threads.pause();
        }

        @Override
        public void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
            threads.pause();
            ends.put(((InetSocketAddress) peer).getPort() - 1, new End(reason, bytes));
        }
    }
}
