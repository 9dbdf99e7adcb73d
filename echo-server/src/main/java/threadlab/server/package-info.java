/**
 * An echo server with interchangeable thread models. This page describes all of it.
 *
 * <p><b>Threads.</b> One {@link threadlab.server.core.Acceptor}, and one thread per session
 * ({@link threadlab.server.blocking.BlockingSession}). The {@link threadlab.server.ThreadModel} makes them. Their code
 * blocks; nothing is queued or handed over. {@code platform} and {@code virtual} block in the calls themselves
 * ({@link threadlab.server.core.BlockingIo}), {@code virtual-tuned} in a
 * {@link threadlab.server.blocking.VirtualThreadPoller}. The model {@code event-loop} keeps the acceptor and gives the
 * sessions to a few {@link threadlab.server.eventloop.EventLoopGroup event loops}. If there are time limits, the
 * {@link threadlab.server.core.SessionReaper} looks for sessions that exceed them.
 *
 * <p><b>A byte.</b> The acceptor acquires a permit from the {@link threadlab.server.core.SessionRegistry}, accepts,
 * asks the {@link threadlab.server.core.ConnectionFilter}, registers the session and starts its thread. The session
 * reads and writes back through its {@link threadlab.server.blocking.Transport}, plain or TLS, after the
 * {@link threadlab.server.work.Work} for each message if there is any, until the peer ends its stream; then it closes
 * and releases the permit. Without a permit none is accepted: they wait in the backlog.
 *
 * <p><b>A stop.</b> {@link threadlab.server.EchoServer#stop} closes the listening socket, and the registry gives out no
 * more permits. Then the {@link threadlab.server.core.Drain} asks each session to end, again and again until the
 * deadline: a session echoes what it has received and half-closes, and reads and drops what its peer had on the way,
 * because unread input would cause a reset. Sessions that are left at the deadline are closed, and counted as forced.
 *
 * <p><b>Failure.</b> What a peer can do to its own connection ends its session and is counted by
 * {@link threadlab.server.events.CloseReason}; it is never an error of the server. Where descriptors, threads or memory
 * run out, the acceptor waits ({@link threadlab.server.core.AcceptBackoff}). If a thread of the server itself fails,
 * the server fails: it closes its socket, and {@link threadlab.server.EchoServer#awaitStopped} says so.
 */
@org.jspecify.annotations.NullMarked
package threadlab.server;
