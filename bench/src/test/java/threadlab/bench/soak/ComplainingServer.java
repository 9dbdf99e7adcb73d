package threadlab.bench.soak;

import java.io.IOException;
import threadlab.server.ServerEvents;

/** Our server, which says something on standard error and goes on. */
final class ComplainingServer {
    private ComplainingServer() {
    }

    public static void main(String... args) throws IOException {
        System.err.println("something was odd\u001b[2J\u202e");
        SoakServer.serve(ServerEvents.NONE, args);
    }
}
