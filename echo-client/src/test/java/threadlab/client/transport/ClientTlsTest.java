package threadlab.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static threadlab.client.TlsFixtures.PASSWORD;
import static threadlab.client.TlsFixtures.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.TamperingProxy;
import threadlab.client.TestServer;
import threadlab.client.TlsFixtures;
import threadlab.client.cli.EchoClientMain;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.verify.Failure;
import threadlab.client.verify.MessageSizes;

/** Loads over TLS, with the certificates that {@code .ci/make-certificates} has made. */
@Timeout(60)
@Tag("slow")
class ClientTlsTest {
    private static final LoadListener NOBODY = LoadListener.all(List.of());

    private TestServer server;

    @AfterEach
    void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void everyByteOfMessagesOfManySizesComesBack(String protocol) throws Exception {
        start("server.p12", false, protocol);
        LoadPlan plan = plan("ca.pem", null).withSizes(new MessageSizes(1, 100_000, 1))
                .withLoadModel(new LoadModel.Closed(4, Duration.ZERO)).withLimit(RunLimit.ofEchoes(Duration.ZERO, 300));
        LoadResult result = new LoadGenerator(plan, NOBODY).run();
        assertThat(result.failures()).as(result.firstFailure()).isEmpty();
        assertThat(result.echoes()).isEqualTo(300);
        assertThat(server.bytes()).as("many records").isGreaterThan(300 * 10_000L);
    }

    @Test
    void sessionsThatComeUnderTheLoadSpeakTlsToo() throws Exception {
        start("server.p12", false, "TLSv1.3");
        LoadPlan plan = plan("ca.pem", null).withProfile(new ConnectionProfile(4, 0, 2, 20, 20))
                .withLimit(RunLimit.ofTime(Duration.ZERO, Duration.ofSeconds(1)));
        LoadResult result = new LoadGenerator(plan, NOBODY).run();
        assertThat(result.failures()).as(result.firstFailure()).isEmpty();
        assertThat(result.replaced()).isPositive();
        assertThat(result.probes().opened()).isPositive();
        assertThat(server.accepted()).isGreaterThan(6 + 20);
    }

    @Test
    void aByteThatWasChangedIsFound() throws Exception {
        server = TestServer.with((connection, bytes) -> {
            if (connection.number() == 1) {
                bytes[0] ^= 1;
            }
            connection.send(bytes);
        }, listener("server.p12", false, "TLSv1.3"));
        LoadResult result = new LoadGenerator(plan("ca.pem", null), NOBODY).run();
        assertThat(result.failures()).containsEntry(Failure.CORRUPTED, 1L).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server.p12    | foreign.pem | not from a trusted authority
            expired.p12   | ca.pem      | the server's certificate has expired
            elsewhere.p12 | ca.pem      | No subject alternative names matching IP address 127.0.0.1 found
            """)
    void aServerThatIsNotToBeTrustedIsOneErrorAndLearnsNothing(String certificate, String authorities, String said)
            throws Exception {
        start(certificate, false, "TLSv1.3");
        LoadPlan plan = plan(authorities, null);
        assertThatThrownBy(() -> new LoadGenerator(plan, NOBODY).run()).isInstanceOfSatisfying(SSLException.class,
                e -> assertThat(ConnectionErrors.describe(e)).contains(said));
        await().until(() -> server.open() == 0);
        assertThat(server.bytes()).isZero();
    }

    @Test
    void aServerThatSpeaksNoTlsIsOneError() throws Exception {
        server = TestServer.honest();
        LoadPlan plan = plan("ca.pem", null);
        assertThatThrownBy(() -> new LoadGenerator(plan, NOBODY).run()).isInstanceOfSatisfying(SSLException.class,
                e -> assertThat(ConnectionErrors.describe(e)).contains("does not speak TLS"));
    }

    @Test
    void aServerThatNeverAnswersTheHandshakeIsGivenUpWithTheRun() throws Exception {
        server = TestServer.with((connection, bytes) -> {
        });
        var load = new LoadGenerator(plan("ca.pem", null), NOBODY);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<LoadResult> run = threads.submit(load::run);
            await().until(() -> server.bytes() > 0);
            load.stop();
            assertThatThrownBy(run::get).hasMessageContaining("stopped before there was a connection");
        }
        await().until(() -> server.open() == 0);
    }

    @Test
    void aServerThatAsksForACertificateGetsIt() throws Exception {
        start("server.p12", true, "TLSv1.3");
        LoadResult result = new LoadGenerator(plan("ca.pem", "client.p12"), NOBODY).run();
        assertThat(result.failures()).as(result.firstFailure()).isEmpty();
        assertThat(result.echoes()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,", "TLSv1.3, stranger.p12"})
    void whoHasNoCertificateThatTheServerAcceptsFailsAsSuch(String protocol, String certificate) throws Exception {
        start("server.p12", true, protocol);
        LoadResult result = new LoadGenerator(plan("ca.pem", certificate), NOBODY).run();
        assertThat(result.failures()).isEqualTo(Map.of(Failure.HANDSHAKE_FAILED, 5L));
        assertThat(result.firstFailure()).contains("certificate");
    }

    /** Breaks one of the server's first records after the handshake, or of the client's, which the server notices. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TLSv1.3 | true  | a record of the server does not authenticate
            TLSv1.2 | true  | a record of the server does not authenticate
            TLSv1.3 | false | Received fatal alert: bad_record_mac
            TLSv1.2 | false | Received fatal alert: bad_record_mac
            """)
    void aFirstRecordThatIsChangedOnTheWayIsNoFailedHandshake(String protocol, boolean fromServer, String said)
            throws Exception {
        start("server.p12", false, protocol);
        try (var proxy = new TamperingProxy(server.port())) {
            LoadResult result = new LoadGenerator(through(proxy), NOBODY, stopped -> {
                proxy.tamper(fromServer); // all are connected, and nothing is sent
                return System.nanoTime();
            }).run();
            assertThat(result.failures()).isEqualTo(Map.of(Failure.TLS_ERROR, 5L));
            assertThat(result.firstFailure()).contains("message 0, byte 0: ").contains(said);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aLaterRecordThatIsChangedOnTheWayIsToldAsSuchToo(String protocol) throws Exception {
        start("server.p12", false, protocol);
        try (var proxy = new TamperingProxy(server.port())) {
            var load = new LoadGenerator(through(proxy).withLimit(RunLimit.ofEchoes(Duration.ZERO, 1_000_000)),
                    new LoadListener() {
                        @Override
                        public void progress(Interval interval) {
                            if (interval.echoesPerSecond() > 0) {
                                proxy.tamper(true);
                            }
                        }
                    });
            LoadResult result = load.run();
            assertThat(result.failures()).isEqualTo(Map.of(Failure.TLS_ERROR, 5L));
            assertThat(result.echoes()).isPositive();
            assertThat(result.firstFailure()).contains("a record of the server does not authenticate");
        }
    }

    @Test
    void aHandshakeThatIsChangedOnTheWayIsOneError() throws Exception {
        start("server.p12", false, "TLSv1.3");
        try (var proxy = new TamperingProxy(server.port())) {
            proxy.tamper(true);
            LoadPlan plan = through(proxy);
            assertThatThrownBy(() -> new LoadGenerator(plan, NOBODY).run()).isInstanceOf(SSLException.class);
        }
    }

    /** Otherwise one read of it would never return, and the other sessions of its loop would have no turn any more. */
    @Test
    void aServerThatChangesItsKeyWithoutEndIsLeftAndTheOtherSessionsGoOn() throws Exception {
        server = TestServer.with((connection, bytes) -> {
            while (connection.number() == 1) {
                ((SSLSocket) connection.socket()).startHandshake(); // after the first one TLS 1.3 sends a KeyUpdate
            }
            connection.send(bytes);
        }, TlsFixtures.listener("server.p12", "TLSv1.3"));
        LoadResult result = new LoadGenerator(plan("ca.pem", null), NOBODY).run();
        assertThat(result.failures()).isEqualTo(Map.of(Failure.TLS_ERROR, 1L));
        assertThat(result.firstFailure()).contains("64 KiB of records without data");
        assertThat(result.echoes()).isPositive();
    }

    @Test
    void aServerThatAnswersTheHandshakeWithoutEndIsOneError() throws Exception {
        byte[] warning = {21, 3, 3, 0, 2, 1, 90}; // user_canceled, after which something else should come
        server = TestServer.with((connection, bytes) -> {
            for (;;) {
                connection.send(warning);
            }
        });
        LoadPlan plan = plan("ca.pem", null);
        assertThatThrownBy(() -> new LoadGenerator(plan, NOBODY).run()).isInstanceOf(SSLException.class)
                .hasMessageContaining("64 KiB of records without data");
    }

    @Test
    void whoSpeaksNoTlsWithAServerThatDoesIsToldWhatToDo() throws Exception {
        server = TestServer.with((connection, bytes) -> {
            connection.send(new byte[]{21, 3, 3, 0, 2, 2, 10});
            connection.halfClose();
        });
        LoadPlan plan = plan("ca.pem", null);
        plan = new LoadPlan(plan.target().withTls(null), plan.profile(), plan.sizes(), plan.loadModel(), true,
                plan.limit());
        LoadResult result = new LoadGenerator(plan, NOBODY).run();
        assertThat(result.failures()).containsOnlyKeys(Failure.HANDSHAKE_FAILED);
        assertThat(result.firstFailure()).endsWith("--tls");
    }

    @Test
    void oneMessageGoesThereAndBackWithSend() throws Exception {
        start("server.p12", false, "TLSv1.3");
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(EchoClientMain.commandLine().execute("send", "--host", "localhost", "--port",
                    String.valueOf(server.port()), "--tls", "--ca", file("ca.pem").toString(), "héllo")).isZero();
        } finally {
            System.setOut(before);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("héllo\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            client.p12 | ca.pem      | wrong  | client.p12 cannot be opened: the password is wrong
            client.pem | ca.pem      | secret | client.pem is not a PKCS #12 keystore
            client.p12 | client.p12  | secret | client.p12 has no certificate, allowed: PEM
            """)
    void aFileThatCannotBeUsedIsNamedInALine(String certificate, String authorities, String password, String said) {
        assertThatThrownBy(() -> ClientTls.of(file(authorities), file(certificate), password.toCharArray()))
                .isInstanceOf(IOException.class).hasMessageContaining(said).message().hasLineCount(1);
    }

    private void start(String certificate, boolean asksForCertificate, String protocol) throws Exception {
        server = TestServer.with(TestServer.Connection::send, listener(certificate, asksForCertificate, protocol));
    }

    private static SSLServerSocket listener(String certificate, boolean asksForCertificate, String protocol)
            throws GeneralSecurityException, IOException {
        SSLServerSocket listener = TlsFixtures.listener(certificate, protocol);
        listener.setNeedClientAuth(asksForCertificate);
        return listener;
    }

    private LoadPlan through(TamperingProxy proxy) throws IOException {
        LoadPlan plan = plan("ca.pem", null);
        return plan.withTarget(new Target("127.0.0.1", proxy.port()).withTls(plan.target().tls()));
    }

    private LoadPlan plan(String authorities, String certificate) throws IOException {
        ClientTls tls = ClientTls.of(file(authorities), certificate == null ? null : file(certificate), PASSWORD);
        return new LoadPlan(new Target("127.0.0.1", server.port()).withTls(tls), ConnectionProfile.of(5),
                MessageSizes.of(64),
                new LoadModel.Closed(1, Duration.ZERO), true, RunLimit.ofTime(Duration.ZERO, Duration.ofMillis(300)));
    }
}
