package threadlab.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("slow")
class JGroupsChannelTest {
    private static final String KEY = "a key that is long enough";
    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private final int port = ClusterPorts.free();

    /** A member, and what it hears. */
    private static final class Member implements ClusterChannel.Listener {
        private final List<ClusterMessage> messages = new CopyOnWriteArrayList<>();
        private volatile Set<String> present = Set.of();
        private JGroupsChannel channel;

        @Override
        public void received(String member, ClusterMessage message, long at) {
            messages.add(message);
        }

        @Override
        public void members(Set<String> now, long at) {
            present = now;
        }
    }

    private Member join(String key) throws IOException {
        var member = new Member();
        member.channel = JGroupsChannel.join(GuardedSocketsTest.config("t", key, port), member);
        opened.push(member.channel);
        return member;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    /** The one with another key, who is of the same cluster by its name and looks for it at the same ports. */
    @Test
    void membersFindEachOtherOnOneMachineAndNoStrangerJoinsOrIsHeard() throws IOException {
        Member first = join(KEY);
        CompletableFuture<Member> other = CompletableFuture.supplyAsync(() -> {
            try {
                return join("another key that is long enough");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, Executors.newVirtualThreadPerTaskExecutor());
        for (int i = 0; i < 20; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), portOf(first))) {
                socket.getOutputStream().write(new byte[]{0x7f, -1, -1, -1, 0, 0});
            }
        }
        Member second = join(KEY);
        Member stranger = other.join();
        await().atMost(Duration.ofSeconds(20)).until(() -> first.present.size() == 2 && second.present.size() == 2);
        assertThat(second.present).isEqualTo(first.present);
        stranger.channel.sendAll(new ClusterMessage.Discover("from a stranger", 1));
        second.channel.sendAll(new ClusterMessage.Discover("x", 1));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> first.messages.contains(new ClusterMessage.Discover("x", 1)));
        assertThat(stranger.present).hasSize(1);
        assertThat(first.messages).containsExactly(new ClusterMessage.Discover("x", 1));
        assertThat(second.messages).isEmpty();
        assertNoSerializedJavaIsRead();
    }

    @Test
    void theNameOfAMemberHasAnIpv6AddressInBrackets() throws IOException {
        InetAddress loopback = InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "::1 is an address of this machine");
        var config = new ClusterConfig("t", loopback, port, List.of(), null, KEY);
        try (var channel = JGroupsChannel.join(config, new Member())) {
            assertThat(channel.name()).matches("\\[0:0:0:0:0:0:0:1]:\\d+");
        }
    }

    private static void assertNoSerializedJavaIsRead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("x")));
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Assertions.assertThatExceptionOfType(InvalidClassException.class).isThrownBy(in::readObject);
        }
    }

    private static int portOf(Member member) {
        String name = member.channel.name();
        return Integer.parseInt(name.substring(name.lastIndexOf(':') + 1));
    }
}
