package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionsByAddressTest {
    private final SessionsByAddress open = new SessionsByAddress();

    @Test
    void countsTheSessionsOfEachAddress() throws UnknownHostException {
        var first = new FakeSession();
        open.add(first, address(1));
        open.add(new FakeSession(), address(1));
        open.add(new FakeSession(), address(2));
        assertThat(open.from(address(1))).isEqualTo(2);
        assertThat(open.from(address(2))).isEqualTo(1);
        assertThat(open.from(address(3))).isZero();
        open.remove(first);
        assertThat(open.from(address(1))).isEqualTo(1);
        assertThat(open.all()).hasSize(2).doesNotContain(first);
    }

    /** Or else whoever comes from ever new addresses would fill the memory. */
    @Test
    void anAddressWithoutASessionLeavesNothingBehind() throws UnknownHostException {
        var random = new Random(1);
        Deque<Session> sessions = new ArrayDeque<>();
        for (int i = 0; i < 10_000; i++) {
            sessions.add(new FakeSession());
            open.add(sessions.getLast(), address(random.nextInt(1_000)));
            if (sessions.size() > 20) {
                open.remove(sessions.removeFirst());
            }
            assertThat(open.addresses()).isBetween(1, 20);
        }
        sessions.forEach(open::remove);
        assertThat(open.addresses()).isZero();
        assertThat(open.all()).isEmpty();
    }

    private static InetAddress address(int number) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[]{127, 0, (byte) (number >> 8), (byte) number});
    }
}
