package threadlab.bench.soak;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import threadlab.server.cli.EchoServerMain;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/** A server that leaks a descriptor for each session. */
final class LeakingServer {
    private static final Queue<FileInputStream> LEAKED = new ConcurrentLinkedQueue<>();

    private LeakingServer() {
    }

    public static void main(String... args) {
        System.exit(EchoServerMain.commandLine(new ServerListener() {
            @Override
            public void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
                try {
                    LEAKED.add(new FileInputStream("/dev/null"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }).execute(args));
    }
}
