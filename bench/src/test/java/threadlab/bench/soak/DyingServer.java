package threadlab.bench.soak;

import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import threadlab.server.cli.EchoServerMain;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/** A server that dies under load. */
final class DyingServer {
    private static final int SESSIONS = 100;

    private DyingServer() {
    }

    public static void main(String... args) {
        var closed = new AtomicInteger();
        System.exit(EchoServerMain.commandLine(new ServerListener() {
            @Override
            public void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
                if (closed.incrementAndGet() == SESSIONS) {
                    System.err.println("out of memory");
                    Runtime.getRuntime().halt(3);
                }
            }
        }).execute(args));
    }
}
