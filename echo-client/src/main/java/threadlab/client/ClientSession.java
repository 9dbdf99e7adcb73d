package threadlab.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

/**
 * One session's closed loop, blocking, on a thread of its own: make a message, send it, read the echo, compare every
 * byte, record how long it took.
 */
final class ClientSession {
    /** At most this much is sent ahead of its echo, so that neither side can block the other with full buffers. */
    private static final int AHEAD = 64 * 1024;
    private static final int PIECE = 16 * 1024;

    private final int number;
    private final LatencyRecorder latencies;
    private final Failures failures;
    private final SocketChannel channel;
    private final byte[] message;
    private final ByteBuffer out;
    private final ByteBuffer in;
    /** Echoes so far, measured or not. Written by the session's thread only. */
    private volatile long echoes;
    /** Echoes of messages sent within the measured window. Written by the session's thread only. */
    private volatile long measured;

    private ClientSession(int number, int size, LatencyRecorder latencies, Failures failures, SocketChannel channel) {
        this.number = number;
        this.latencies = latencies;
        this.failures = failures;
        this.channel = channel;
        message = new byte[size];
        out = ByteBuffer.wrap(message);
        in = ByteBuffer.allocate(Math.min(size, PIECE));
    }

    /** Blocks until connected. */
    static ClientSession connect(InetSocketAddress server, int number, int size, LatencyRecorder latencies,
            Failures failures) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.connect(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new ClientSession(number, size, latencies, failures, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends until the window is over, or until something fails, which is counted. */
    void run(Window window) {
        try (channel) {
            for (;;) {
                Payload.fill(message, number, echoes);
                long sent = System.nanoTime();
                if (window.isOver(sent) || !echo()) {
                    return;
                }
                if (window.isMeasured(sent)) {
                    latencies.record(number, System.nanoTime() - sent);
                    measured++;
                }
                echoes++;
            }
        } catch (EOFException e) {
            failures.add(Failure.CLOSED_EARLY, number, where(e.getMessage()));
        } catch (ClosedChannelException e) {
            failures.add(Failure.UNFINISHED, number, where("no complete echo in time"));
        } catch (IOException e) {
            failures.add(Failure.RESET, number, where(e.getMessage()));
        }
    }

    /** One message there and back; false if it came back changed. */
    private boolean echo() throws IOException {
        int received = 0;
        out.clear().limit(0);
        while (received < message.length) {
            if (out.position() < message.length && out.position() - received < AHEAD) {
                out.limit(Math.min(message.length, received + AHEAD));
                channel.write(out);
            } else {
                int count = channel.read(in.clear().limit(Math.min(in.capacity(), message.length - received)));
                if (count < 0) {
                    throw new EOFException("the server ended the stream after " + received + " of " + message.length
                            + " bytes");
                }
                int wrong = Payload.firstDifference(message, received, in.array(), count);
                if (wrong >= 0) {
                    failures.add(Failure.MISMATCH, number, where("byte " + wrong + " is "
                            + (in.get(wrong - received) & 0xff) + ", sent was " + (message[wrong] & 0xff)));
                    return false;
                }
                received += count;
            }
        }
        return true;
    }

    private String where(String what) {
        return "message " + echoes + ": " + what;
    }

    /** Ends a session that is still waiting; it then counts as unfinished. */
    void abandon() throws IOException {
        channel.close();
    }

    long echoes() {
        return echoes;
    }

    long measured() {
        return measured;
    }
}
