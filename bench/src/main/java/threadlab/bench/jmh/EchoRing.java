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
 * The load of a benchmark: one thread that visits its sessions in turn, reads the echo of each and sends the next
 * message. Between two visits a session has one message in flight. An echo takes one read and one write.
 */
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls the methods that set up
@State(Scope.Thread)
public abstract class EchoRing {
    @Param({"1", "16", "256", "1024", "4096"})
    public int sessions;

    /** Bytes of a message. It fits into the buffers of a socket, so that a write never waits for a read. */
    @Param("64")
    public int size;

    /** The end of each connection at which the next message arrives and is answered. */
    private final List<SocketChannel> near = new ArrayList<>();
    /** The end at which the answer arrives: the other one, or the same one if a server holds the other. */
    private final List<SocketChannel> far = new ArrayList<>();
    private ByteBuffer message;
    private int next;

    final void add(SocketChannel first, SocketChannel second) throws IOException {
        first.setOption(StandardSocketOptions.TCP_NODELAY, true);
        second.setOption(StandardSocketOptions.TCP_NODELAY, true);
        near.add(first);
        far.add(second);
    }

    /** Sends the first message of each session. */
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
