package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thread that the server cannot be without ends with an error: nobody is to take the server for one that serves. */
@Timeout(60)
@Tag("slow")
class FailedServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM", "VIRTUAL", "VIRTUAL_TUNED"})
    void aServerWhoseAcceptLoopHasFailedSaysSoAndListensNoMore(ThreadModel model) throws IOException {
        var context = new FailingContext();
        var server = EchoServer.start(ServerConfig.defaults().withPort(0).withThreadModel(model)
                .withTls(new ServerTls(context, false, LIMIT)));
        context.fails = true;
        Peer.connect(server).close();
        assertThatThrownBy(() -> server.awaitStopped(LIMIT)).isInstanceOf(IllegalStateException.class)
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
        await().dontCatchUncaughtExceptions().untilAsserted(
                () -> assertThatThrownBy(() -> Peer.connect(server)).isInstanceOf(ConnectException.class));
        assertThatThrownBy(() -> server.stop(Duration.ZERO)).isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }

    /** Cannot load what another engine needs, once that is said. */
    private static final class FailingContext extends SSLContext {
        private volatile boolean fails;

        FailingContext() throws IOException {
            this(TlsFixture.open().context());
        }

        private FailingContext(SSLContext real) {
            this(new FailingSpi(real), real);
        }

        private FailingContext(FailingSpi spi, SSLContext real) {
            super(spi, real.getProvider(), real.getProtocol());
            spi.context = this;
        }
    }

    private static final class FailingSpi extends SSLContextSpi {
        private final SSLContext real;
        private FailingContext context;

        FailingSpi(SSLContext real) {
            this.real = real;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            if (context.fails) {
                throw new NoClassDefFoundError("on purpose, by a test");
            }
            return real.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return engineCreateSSLEngine();
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("it is initialised");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return real.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return real.getServerSocketFactory();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return real.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return real.getClientSessionContext();
        }
    }
}
