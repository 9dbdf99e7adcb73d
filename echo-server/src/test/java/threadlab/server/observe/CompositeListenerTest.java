package threadlab.server.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;

class CompositeListenerTest {
    private final List<String> heard = new ArrayList<>();
    private final SocketAddress peer = new InetSocketAddress("127.0.0.1", 7);

    @Test
    void everyWatcherHearsOfEveryEventInTheirOrder() {
        var result = new DrainResult(1, 2, Duration.ofMillis(3));
        var all = new CompositeListener(List.of(new Watcher("a"), new Watcher("b")));
        all.opened(peer, Duration.ofNanos(4));
        all.received(peer, ByteBuffer.wrap(new byte[5]));
        all.closed(peer, CloseReason.IDLE, 6, 7);
        all.acceptFailed(new IOException("full"), 8, Duration.ofMillis(9));
        all.rejected(peer, RejectReason.NOT_ALLOWED);
        all.handshakeFailed(peer, new IOException("no cipher"));
        all.tlsFailed(peer, new IOException("bad record"));
        all.drained(result);
        assertThat(heard).containsExactly("a opened " + peer + " 4", "b opened " + peer + " 4", "a received 5",
                "b received 5",
                "a closed idle 6 7", "b closed idle 6 7", "a failed full 8 PT0.009S", "b failed full 8 PT0.009S",
                "a refused " + peer + " not-allowed", "b refused " + peer + " not-allowed",
                "a no handshake no cipher", "b no handshake no cipher", "a no TLS bad record", "b no TLS bad record",
                "a drained " + result, "b drained " + result);
    }

    @Test
    void noEventIsForgotten() {
        assertThat(Arrays.stream(ServerListener.class.getMethods()).map(Method::getName))
                .as("an event that AllEvents does not pass on reaches nobody")
                .allSatisfy(
                        event -> assertThat(
                                Arrays.stream(CompositeListener.class.getDeclaredMethods()).map(Method::getName))
                                .contains(event));
    }

    @Test
    void eachWatcherFindsTheDataWhereItStands() {
        List<ByteBuffer> seen = new ArrayList<>();
        var looker = new ServerListener() {
            @Override
            public void received(SocketAddress from, ByteBuffer data) {
                seen.add(data.duplicate());
            }
        };
        ByteBuffer data = ByteBuffer.wrap(new byte[]{0, 1, 2, 3}).position(1).limit(3);
        new CompositeListener(List.of(looker, looker)).received(peer, data);
        assertThat(seen).containsExactly(data, data);
    }

    private final class Watcher implements ServerListener {
        private final String name;

        Watcher(String name) {
            this.name = name;
        }

        @Override
        public void opened(SocketAddress from, Duration startLatency) {
            heard.add(name + " opened " + from + " " + startLatency.toNanos());
        }

        @Override
        public void received(SocketAddress from, ByteBuffer data) {
            heard.add(name + " received " + data.remaining());
        }

        @Override
        public void closed(SocketAddress from, CloseReason reason, long reads, long bytes) {
            heard.add(name + " closed " + reason + " " + reads + " " + bytes);
        }

        @Override
        public void acceptFailed(IOException reason, int failures, Duration delay) {
            heard.add(name + " failed " + reason.getMessage() + " " + failures + " " + delay);
        }

        @Override
        public void rejected(SocketAddress from, RejectReason reason) {
            heard.add(name + " refused " + from + " " + reason);
        }

        @Override
        public void handshakeFailed(SocketAddress from, IOException reason) {
            heard.add(name + " no handshake " + reason.getMessage());
        }

        @Override
        public void tlsFailed(SocketAddress from, IOException reason) {
            heard.add(name + " no TLS " + reason.getMessage());
        }

        @Override
        public void drained(DrainResult result) {
            heard.add(name + " drained " + result);
        }
    }
}
