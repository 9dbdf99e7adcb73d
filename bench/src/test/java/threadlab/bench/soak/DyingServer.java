package threadlab.bench.soak;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import threadlab.server.CloseReason;
import threadlab.server.ServerEvents;

/** Our server, but for its end in the middle. */
final class DyingServer {
    private static final int SESSIONS = 100;

    private DyingServer() {
    }

    public static void main(String... args) throws IOException {
        var closed = new AtomicInteger();
        SoakServer.serve(new ServerEvents() {
            @Override
            public void closed(SocketAddress peer, CloseReason reason, long echoes, long bytes) {
                if (closed.incrementAndGet() == SESSIONS) {
                    System.err.println("out of something");
                    Runtime.getRuntime().halt(3);
                }
            }
        }, args);
    }
}
