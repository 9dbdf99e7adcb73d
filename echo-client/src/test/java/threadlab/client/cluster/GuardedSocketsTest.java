package threadlab.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
@Tag("slow")
class GuardedSocketsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static Handshake own;

    private GuardedServerSocket server;
    private CompletableFuture<Socket> accepted;
    /** How often strangers have got rid of much. */
    private final AtomicLong talked = new AtomicLong();

    static ClusterConfig config(String name, String key, int port) {
        return new ClusterConfig(name, LOOPBACK, port, List.of(), null, key);
    }

    private static Handshake handshake(String name, String key) throws GeneralSecurityException, IOException {
        return new Handshake(MutualTls.context(MemberIdentity.of(config(name, key, 1))), TIMEOUT);
    }

    @BeforeAll
    static void makeOwn() throws Exception {
        own = handshake("t", "");
    }

    @BeforeEach
    void listen() throws Exception {
        server = new GuardedServerSocket(own);
        server.bind(new InetSocketAddress(LOOPBACK, 0));
        accepted = CompletableFuture.supplyAsync(() -> {
            try {
                return server.accept();
            } catch (IOException e) {
                return null; // closed
            }
        }, Executors.newVirtualThreadPerTaskExecutor());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private static void assertTalk(Socket client, Socket server) throws IOException {
        client.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(server.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
        server.getOutputStream().write("yes".getBytes(StandardCharsets.UTF_8));
        assertThat(client.getInputStream().readNBytes(3)).asString().isEqualTo("yes");
    }

    @Test
    void membersTalk() throws Exception {
        try (var client = new GuardedSocket(own)) {
            client.connect(server.getLocalSocketAddress(), 1_000);
            assertTalk(client, accepted.join());
        }
    }

    static Stream<byte[]> strangersWords() {
        var garbage = new byte[100_000];
        new Random(1).nextBytes(garbage);
        byte[] length = ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).putInt(-1).array();
        byte[] cookie = ByteBuffer.allocate(22).put("beau".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0x5507)
                .putShort((short) 10).putInt(Integer.MAX_VALUE).array();
        byte[] tls = {0x16, 0x03, 0x03, (byte) 0xff, (byte) 0xff, 1, 2, 3};
        return Stream.of(garbage, length, cookie, tls, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[0]);
    }

    /** Also he who says nothing, after a while. */
    @ParameterizedTest
    @MethodSource("strangersWords")
    void aStrangerIsDisconnectedAndNobodyElseNoticesHim(byte[] words) throws Exception {
        try (var stranger = new Socket(LOOPBACK, server.getLocalPort());
                var client = new GuardedSocket(own)) {
            stranger.setSoTimeout(10_000);
            writeWhatIsTaken(stranger, words);
            client.connect(server.getLocalSocketAddress(), 1_000);
            assertTalk(client, accepted.join());
            assertThat(isEnded(stranger)).isTrue();
        }
    }

    private static void writeWhatIsTaken(Socket stranger, byte[] words) {
        try {
            stranger.getOutputStream().write(words);
        } catch (IOException disconnected) {
            // the sooner the better
        }
    }

    private static boolean isEnded(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // TLS says what it thinks of him
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** The limit is that of the handshake, not of each read. */
    @Test
    void aStrangerWhoSaysALittleNowAndThenIsDisconnectedToo() throws Exception {
        byte[] headOfALongRecord = {0x16, 3, 3, 0x3f, 0};
        try (var stranger = new Socket(LOOPBACK, server.getLocalPort())) {
            stranger.getOutputStream().write(headOfALongRecord);
            assertThatIOException().isThrownBy(() -> {
                for (int i = 0; i < 500; i++) {
                    stranger.getOutputStream().write(0);
                    LockSupport.parkNanos(TIMEOUT.toNanos() / 50);
                }
            });
        }
        assertThat(accepted).isNotDone();
    }

    /** A virtual thread that always finds something to read gives no other a turn, and JGroups runs on such threads. */
    @Test
    void strangersWhoNeverStopTalkingKeepNoVirtualThreadFromRunning() throws Exception {
        var turns = new CountDownLatch(1);
        List<Socket> talkative = new ArrayList<>();
        var patient = new Handshake(MutualTls.context(MemberIdentity.of(config("t", "", 1))), Duration.ofMinutes(1));
        try (var open = new GuardedServerSocket(patient)) {
            open.bind(new InetSocketAddress(LOOPBACK, 0));
            for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
                var stranger = new Socket(LOOPBACK, open.getLocalPort());
                talkative.add(stranger);
                Thread.ofPlatform().daemon().start(() -> talk(stranger));
            }
            await().until(() -> talked.get() > 10L * talkative.size());
            Thread.startVirtualThread(turns::countDown);
            assertThat(turns.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            for (Socket stranger : talkative) {
                stranger.close();
            }
        }
    }

    private void talk(Socket stranger) {
        byte[] warning = {21, 3, 3, 0, 2, 1, 90}; // user_canceled, which does not end a handshake
        ByteBuffer words = ByteBuffer.allocate(9_000 * warning.length);
        while (words.hasRemaining()) {
            words.put(warning);
        }
        try {
            for (;;) {
                stranger.getOutputStream().write(words.array());
                talked.incrementAndGet();
            }
        } catch (IOException ended) {
            // by the test
        }
    }

    @Test
    void aHundredWhoSayNothingKeepNobodyOutForLong() throws Exception {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            silent.add(new Socket(LOOPBACK, server.getLocalPort()));
        }
        Socket member = null;
        for (int attempt = 0; attempt < 5 && member == null; attempt++) { // as a member would
            member = connected(own);
        }
        assertThat(member).isNotNull();
        assertTalk(member, accepted.join());
        member.close();
        for (Socket socket : silent) {
            socket.close();
        }
    }

    private Socket connected(Handshake own) throws IOException {
        var client = new GuardedSocket(own);
        try {
            client.connect(server.getLocalSocketAddress(), 1_000);
            return client;
        } catch (IOException e) {
            client.close();
            return null;
        }
    }

    @Test
    void aMemberOfAnotherClusterIsNoneHere() throws Exception {
        for (Handshake other : new Handshake[]{handshake("u", ""), handshake("t", "0123456789abcdef")}) {
            try (var client = new GuardedSocket(other)) {
                assertThatIOException().isThrownBy(() -> client.connect(server.getLocalSocketAddress(), 1_000));
            }
        }
        assertThat(accepted).isNotDone();
    }

    @Test
    void whoTrustsEverybodyButHasNoKeyIsNoMember() throws Exception {
        var everybody = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {
                // whoever
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
                // whoever
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{everybody}, null);
        try (Socket client = context.getSocketFactory().createSocket(LOOPBACK, server.getLocalPort())) {
            client.setSoTimeout(10_000);
            assertThat(isEnded(client)).isTrue();
        }
        assertThat(accepted).isNotDone();
    }

    @Test
    void aMemberDoesNotTalkToAServerThatIsNone() throws Exception {
        try (var mute = new ServerSocket(0, 1, LOOPBACK); var client = new GuardedSocket(own)) {
            assertThatIOException().isThrownBy(() -> client.connect(mute.getLocalSocketAddress(), 1_000));
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void closedItAcceptsNobody() throws Exception {
        server.close();
        assertThat(accepted.join()).isNull();
    }

    @Test
    void theIdentityFollowsFromNameAndKeyAndFromNothingElse() throws GeneralSecurityException {
        byte[] keyless = identity("t", "");
        assertThat(identity("t", "")).isEqualTo(keyless);
        assertThat(identity("u", "")).isNotEqualTo(keyless);
        assertThat(identity("t", "0123456789abcdef")).isNotEqualTo(keyless)
                .isNotEqualTo(identity("t", "0123456789abcdeg"));
    }

    private static byte[] identity(String name, String key) throws GeneralSecurityException {
        return MemberIdentity.of(config(name, key, 1)).keys().getPublic().getEncoded();
    }
}
