package threadlab.bench.soak.sampling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import threadlab.bench.verdict.Json;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.ThreadModel;
import threadlab.server.events.ServerListener;
import threadlab.server.events.ServerStats;
import threadlab.support.EnumNames;

/**
 * Main class of the server under soak. It prints its {@link Start} as one line of JSON, and a {@link ServerReport} for
 * each line of its input. It stops when its input ends, so that it cannot outlive the process that started it.
 */
public final class SoakServer {
    private SoakServer() {
    }

    /** First line of the output. */
    record Start(int port) {
    }

    /**
     * Runs the server until the input ends.
     *
     * @param args thread model, and idle timeout in milliseconds
     */
    public static void main(String... args) throws IOException {
        serve(ServerListener.NONE, args);
    }

    /** Runs the server with a listener. In tests, the listener has the defect that the soak must find. */
    public static void serve(ServerListener listener, String... args) throws IOException {
        ServerConfig config = ServerConfig.defaults().withPort(0)
                .withThreadModel(EnumNames.parse(ThreadModel.class, args[0]))
                .withIdleTimeout(Duration.ofMillis(Long.parseLong(args[1])));
        try (EchoServer server = EchoServer.start(config, listener)) {
            System.out.println(Json.line(new Start(server.address().getPort())));
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (in.readLine() != null) {
                System.out.println(Json.line(report(server)));
            }
        }
    }

    private static ServerReport report(EchoServer server) {
        LiveObjects live = LiveObjects.now();
        ServerStats stats = server.stats();
        Map<String, Long> closed = new TreeMap<>();
        stats.closed().forEach((reason, count) -> closed.put(reason.toString(), count));
        var jvm = new ServerReport.JvmReading(live.heapBytes(), LiveObjects.directBytes(), live.virtualThreads());
        return new ServerReport(stats.open(), stats.accepted(), closed, stats.rejections(), stats.echoes(),
                stats.bytes(), jvm);
    }
}
