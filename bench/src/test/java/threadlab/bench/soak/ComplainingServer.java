package threadlab.bench.soak;

import java.io.IOException;
import threadlab.bench.soak.sampling.SoakServer;
import threadlab.server.events.ServerListener;

/** A server that prints an error and goes on. */
public final class ComplainingServer {
    private ComplainingServer() {
    }

    public static void main(String... args) throws IOException {
        System.err.println("something was odd\u001b[2J\u202e");
        SoakServer.serve(ServerListener.NONE, args);
    }
}
