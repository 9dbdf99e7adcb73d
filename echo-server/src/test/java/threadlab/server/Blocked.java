package threadlab.server;

import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.awaitility.core.ConditionFactory;
import threadlab.server.core.ChannelIo;
import threadlab.server.events.ServerListener;

/**
 * Tells whether the thread that serves a session has blocked, so that a test can act just then instead of sleeping. It
 * is a listener that notes the thread on which each session opens, which is the one that serves it.
 *
 * <p>What it can know: a <em>virtual</em> thread that waits inside {@code SocketChannel.read} or {@code write}, or in
 * its {@link ChannelIo}, has unmounted; a poller must wake it. A <em>platform</em> thread stands in the native call
 * that reads, writes or polls, and an event loop's in the selector's.
 *
 * <p>What it cannot know: whether a native call has entered the kernel yet, or is about to return; that an event loop
 * waits for <em>this</em> session, to read or to write; nor whether the thread will still be there a moment later. So
 * ask again until it says yes, and only when the test itself holds what could wake the thread. Where a thread only
 * counts as blocked after it has made no progress, the test must watch the progress too.
 */
public final class Blocked implements ServerListener {
    /** The native methods in which the JDK waits for a socket, on Linux, macOS and Windows. */
    private static final Set<String> WAITING_CALLS = Set.of("read0", "write0", "writev0", "poll", "wait", "accept");

    private static final ConditionFactory SOON = await().pollInterval(Duration.ofMillis(2));

    private final Map<Integer, Thread> serving = new ConcurrentHashMap<>();

    @Override
    public void opened(SocketAddress peer, Duration startLatency) {
        serving.put(((InetSocketAddress) peer).getPort(), Thread.currentThread());
    }

    /** The ports of the peers whose sessions have opened. */
    public Set<Integer> ports() {
        return serving.keySet();
    }

    /** Until the session waits for input. The test holds that: it sends nothing meanwhile. */
    public void awaitRead(Peer peer) {
        SOON.until(() -> isServedIn("read", peer.socket()));
    }

    /**
     * Until the session's write has blocked. The peer sends as long as anything goes. Then the server has input which
     * is more than its peer's own buffer could hold back, but its thread waits, and in two looks has echoed nothing.
     *
     * @param echoed the bytes that the server has echoed
     */
    public void awaitWrite(StalledPeer peer, LongSupplier echoed) {
        long[] before = {-1};
        SOON.until(() -> {
            boolean sentAll = peer.push() == 0;
            long now = echoed.getAsLong();
            boolean progress = now != before[0];
            before[0] = now;
            return sentAll && !progress && peer.sent() - now > peer.mostInItsBuffer()
                    && isServedIn("write", peer.peer().socket());
        });
    }

    private boolean isServedIn(String operation, Socket peer) {
        Thread thread = serving.get(peer.getLocalPort());
        if (thread == null) {
            return false;
        }
        Thread.State state = thread.getState();
        StackTraceElement[] stack = thread.getStackTrace();
        boolean waits = thread.isVirtual()
                ? state == Thread.State.WAITING
                : stack.length > 0 && stack[0].isNativeMethod() && WAITING_CALLS.contains(stack[0].getMethodName());
        return waits && (Arrays.stream(stack).anyMatch(frame -> isOperation(frame, operation) || isSelect(frame))
                || waitsInIo(thread, operation));
    }

    /** The thread waits in its {@link ChannelIo}, outside of the channel's own calls. */
    private static boolean waitsInIo(Thread thread, String operation) {
        return LockSupport.getBlocker(thread) instanceof ChannelIo io
                && io.waitingFor() == (operation.equals("write") ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private static boolean isOperation(StackTraceElement frame, String operation) {
        return isIn(frame, "sun.nio.ch.SocketChannelImpl", operation);
    }

    private static boolean isSelect(StackTraceElement frame) {
        return isIn(frame, "sun.nio.ch.SelectorImpl", "select");
    }

    private static boolean isIn(StackTraceElement frame, String type, String method) {
        return frame.getClassName().equals(type) && frame.getMethodName().equals(method);
    }
}
