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
 * A server socket that returns only connections of members. Each connection has its handshake on a thread of its own,
 * with a timeout, and their number is limited: one that sends nothing cannot delay the others for long. The threads are
 * not virtual, since virtual threads of connections that send without end would keep those of JGroups from running.
 */
final class GuardedServerSocket extends ServerSocket {
    /** Further connections wait in the backlog. */
    private static final int MAX_HANDSHAKES = 64;
    private static final long POLL_MILLIS = 200;

    private final Handshake handshake;
    private final Semaphore permits = new Semaphore(MAX_HANDSHAKES);
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
                permits.acquire();
                Socket connection = super.accept();
                Thread.ofPlatform().daemon().name("cluster-handshake").start(() -> admit(connection));
            } catch (IOException e) {
                permits.release(); // closed, or out of file descriptors
                pause();
            } catch (InterruptedException e) {
                return; // never happens
            }
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
    }

    private void admit(Socket connection) {
        try {
            members.add(handshake.with(connection, false));
        } catch (IOException | RuntimeException notAMember) {
            System.getLogger(GuardedServerSocket.class.getName()).log(System.Logger.Level.DEBUG, "handshake failed",
                    notAMember);
        } finally {
            permits.release();
        }
    }

    /** Also closes the connections that were not accepted. */
    @Override
    public void close() throws IOException {
        super.close();
        for (Socket member = members.poll(); member != null; member = members.poll()) {
            member.close();
        }
    }

    /** Returns the next connection of a member. */
    @Override
    public Socket accept() throws IOException {
        try {
            Socket member = null;
            while (member == null) {
                if (isClosed()) {
                    throw new SocketException("Socket closed");
                }
                member = members.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
            return member;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("Closed by interrupt");
        }
    }
}
