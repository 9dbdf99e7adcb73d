package threadlab.bench.soak;

import threadlab.server.cli.EchoServerMain;

/** A server that prints an error and goes on. */
public final class ComplainingServer {
    private ComplainingServer() {
    }

    public static void main(String... args) {
        System.err.println("something was odd\u001b[2J\u202e");
        EchoServerMain.main(args);
    }
}
