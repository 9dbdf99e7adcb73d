package threadlab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client for tests: a plain blocking socket that gives up after ten seconds instead of hanging a build. */
public record Peer(Socket socket) implements AutoCloseable {

    public static Peer connect(EchoServer server) throws IOException {
        return connect(server.address());
    }

    public static Peer connect(InetSocketAddress address) throws IOException {
        return connect(address, new Socket());
    }

    /** @param source the address of this machine to come from, such as {@code 127.0.0.2} */
    public static Peer connectFrom(String source, EchoServer server) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(source, 0));
        return connect(server.address(), socket);
    }

    private static Peer connect(InetSocketAddress address, Socket socket) throws IOException {
        socket.connect(address, 10_000);
        socket.setSoTimeout(30_000); // a hang is for ever, and a busy machine is slow
        socket.setTcpNoDelay(true);
        return new Peer(socket);
    }

    public Peer send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    public byte[] receive(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** Everything until the end of the stream. */
    public byte[] receiveRest() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    public byte[] echo(byte... bytes) throws IOException {
        return send(bytes).receive(bytes.length);
    }

    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection with RST instead of FIN. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
