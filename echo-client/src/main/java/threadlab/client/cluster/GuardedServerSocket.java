package threadlab.client.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server socket that hands out only connections of members. Each newcomer has its handshake on a thread of its own,
 * few at a time and bounded in time: whoever comes and says nothing keeps nobody else out for long, and costs a thread
 * for a while. Not a virtual one: those of newcomers who never stop talking would give JGroups' own no turn.
 */
final class GuardedServerSocket extends ServerSocket {
    /** At a time; further newcomers wait in the backlog. */
    private static final int HANDSHAKES = 64;
    private static final long GLANCE_MILLIS = 200;

    private final Handshake handshake;
    private final Semaphore places = new Semaphore(HANDSHAKES);
    private final BlockingQueue<Socket> members = new LinkedBlockingQueue<>();

    GuardedServerSocket(Handshake handshake) throws IOException {
        this.handshake = handshake;
    }

    @Override
    public void bind(SocketAddress to) throws IOException {
        bind(to, 0);
    }

    @Override
    public void bind(SocketAddress to, int backlog) throws IOException {
        super.bind(to, backlog);
        Thread.ofVirtual().name("cluster-accept").start(this::acceptAll);
    }

    private void acceptAll() {
        while (!isClosed()) {
            try {
                places.acquire();
                Socket newcomer = super.accept();
                Thread.ofPlatform().daemon().name("cluster-handshake").start(() -> admit(newcomer));
            } catch (IOException e) {
                places.release(); // closed; or out of descriptors, and then the next one waits as well
                pause();
            } catch (InterruptedException e) {
                return; // nobody does
            }
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GLANCE_MILLIS));
    }

    private void admit(Socket newcomer) {
        try {
            members.add(handshake.with(newcomer, false));
        } catch (IOException | RuntimeException stranger) {
            System.getLogger(GuardedServerSocket.class.getName()).log(System.Logger.Level.DEBUG, "no member came",
                    stranger);
        } finally {
            places.release();
        }
    }

    /** Those who wait for nobody any more are closed with it. */
    @Override
    public void close() throws IOException {
        super.close();
        for (Socket member = members.poll(); member != null; member = members.poll()) {
            member.close();
        }
    }

    /** The next member's connection. */
    @Override
    public Socket accept() throws IOException {
        try {
            Socket member = null;
            while (member == null) {
                if (isClosed()) {
                    throw new SocketException("Socket closed");
                }
                member = members.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            return member;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("Closed by interrupt");
        }
    }
}
