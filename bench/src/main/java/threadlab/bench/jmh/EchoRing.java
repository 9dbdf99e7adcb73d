package threadlab.bench.jmh;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the load's thread does, whoever gives the echoes: it goes round its sessions, each of which has one message in
 * flight between two visits, reads what has come back and sends the next message. One read and one write an echo, on
 * the same socket.
 */
@State(Scope.Thread)
public abstract class EchoRing {
    @Param({"1", "16", "256", "1024", "4096"})
    public int sessions;

    /** Bytes of a message. It fits into the sockets' buffers, so a write need not wait for a read. */
    @Param("64")
    public int size;

    /** Where the next message of each session comes out; it is answered there. */
    private final List<SocketChannel> near = new ArrayList<>();
    /** Where it comes out after that: the other end, or the same one if a server holds the other. */
    private final List<SocketChannel> far = new ArrayList<>();
    private ByteBuffer message;
    private int next;

    final void add(SocketChannel first, SocketChannel second) throws IOException {
        first.setOption(StandardSocketOptions.TCP_NODELAY, true);
        second.setOption(StandardSocketOptions.TCP_NODELAY, true);
        near.add(first);
        far.add(second);
    }

    /** Puts a message in flight in every session. */
    final void begin() throws IOException {
        message = ByteBuffer.allocateDirect(size);
        for (SocketChannel end : far) {
            send(end);
        }
    }

    final void step() throws IOException {
        SocketChannel end = near.get(next);
        receive(end);
        send(end);
        near.set(next, far.get(next));
        far.set(next, end);
        next = next + 1 < sessions ? next + 1 : 0;
    }

    private void send(SocketChannel end) throws IOException {
        end.write(message.clear());
    }

    private void receive(SocketChannel end) throws IOException {
        message.clear();
        while (message.hasRemaining()) {
            if (end.read(message) < 0) {
                throw new EOFException("the session has ended");
            }
        }
    }

    @TearDown
    public final void end() throws IOException {
        for (SocketChannel end : near) {
            receive(end);
            end.close();
        }
        for (SocketChannel end : far) {
            end.close();
        }
    }
}
