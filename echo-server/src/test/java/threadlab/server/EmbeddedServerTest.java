package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program that has the server in itself, with the server's own classes and nothing else on its class path. */
class EmbeddedServerTest {

    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void servesWithNothingButItsOwnClassesAndTheJdk(ThreadModel model) throws Exception {
        URL classes = Path.of("target", "classes").toUri().toURL();
        try (var loader = new URLClassLoader(new URL[]{classes}, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("picocli.CommandLine")).as("not on that class path")
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> configs = loader.loadClass("threadlab.server.ServerConfig");
            Class<?> models = loader.loadClass("threadlab.server.ThreadModel");
            Object wanted = models.getMethod("valueOf", String.class).invoke(null, model.name());
            Object config = configs.getMethod("defaults").invoke(null);
            config = configs.getMethod("withPort", int.class).invoke(config, 0);
            config = configs.getMethod("withThreadModel", models).invoke(config, wanted);
            Class<?> servers = loader.loadClass("threadlab.server.EchoServer");
            Object server = servers.getMethod("start", configs).invoke(null, config);
            Method stop = servers.getMethod("stop", Duration.class);
            try (var socket = new Socket()) {
                socket.connect((InetSocketAddress) servers.getMethod("address").invoke(server), 10_000);
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(7);
                InputStream in = socket.getInputStream();
                assertThat(in.read()).isEqualTo(7);
            } finally {
                stop.invoke(server, Duration.ofSeconds(10));
            }
        }
    }
}
