package threadlab.server.observe;

import java.io.PrintStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import threadlab.server.events.ServerListener;
import threadlab.support.AddressFormat;
import threadlab.support.PrintableText;

/** Prints who connects and what is received, as text in one line each. What came from the network is escaped. */
public final class PrintingListener implements ServerListener {
    private final PrintStream out;

    public PrintingListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void opened(SocketAddress peer, Duration startLatency) {
        out.println("Connected by " + AddressFormat.format(peer));
    }

    @Override
    public void received(SocketAddress peer, ByteBuffer data) {
        out.println("Received data: " + PrintableText.of(StandardCharsets.UTF_8.decode(data.duplicate())));
    }
}
