package threadlab.bench.soak.server;

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

/**
 * The server under soak, a process of its own. Prints its {@link Start} as a line of JSON, and for each line of its input
 * a {@link ServerReport}. It stops when its input ends, so it cannot outlive whoever started it.
 */
public final class SoakServer {
    private SoakServer() {
    }

    /** Its first line. */
    record Start(int port) {
    }

    /** @param args thread model, and idle timeout in milliseconds */
    public static void main(String... args) throws IOException {
        serve(ServerListener.NONE, args);
    }

    /** With somebody who watches: a server of a test can do in there what ours must not. */
    public static void serve(ServerListener events, String... args) throws IOException {
        ServerConfig config = ServerConfig.defaults().withPort(0).withThreadModel(ThreadModel.valueOf(args[0]))
                .withIdleTimeout(Duration.ofMillis(Long.parseLong(args[1])));
        try (EchoServer server = EchoServer.start(config, events)) {
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
        return new ServerReport(stats.open(), stats.accepted(), closed, stats.rejections(), stats.echoes(),
                stats.bytes(),
                live.heapBytes(), live.virtualThreads(), LiveObjects.directBytes());
    }
}
