/**
 * An echo server with interchangeable thread models. This page is the whole of it:
 *
 * <p><b>Threads.</b> One accept loop ({@link threadlab.server.core.Acceptor}) and, but for the model
 * {@code event-loop}, one thread per session ({@link threadlab.server.blocking.BlockingSession}), all from one
 * {@link java.util.concurrent.ThreadFactory}; the factory is the {@link threadlab.server.ThreadModel}. All of this code
 * blocks; nothing is queued or handed over. Where it blocks is a {@link threadlab.server.blocking.WaitStrategy}: {@code platform} and
 * {@code virtual} in the calls themselves, {@code virtual-tuned} in a {@link threadlab.server.blocking.VirtualThreadPoller}. The model
 * {@code event-loop} keeps the accept loop and gives the sessions to a few {@link threadlab.server.eventloop.EventLoop}s
 * instead, each a thread with a selector. A platform thread {@code sweep} looks for idle and old sessions and for
 * handshakes that take too long, if such limits are set.
 *
 * <p><b>A byte.</b> The acceptor takes a place in the {@link threadlab.server.core.SessionRegistry}, accepts, asks the
 * {@link threadlab.server.core.ConnectionFilter} whether this peer may stay, registers the session and starts its thread, which may
 * have to wait for a processor ({@link threadlab.server.events.StartLatency}); the session reads and writes back until the peer
 * ends its stream, closes, and gives the place back. While all places are taken nothing is accepted: the backlog of the
 * operating system holds who comes. A session that may only be so fast waits before it reads again
 * ({@link threadlab.server.blocking.RateLimited}).
 *
 * <p><b>TLS.</b> Between a session and its socket is a {@link threadlab.server.blocking.Transport}: the bytes as they are, or a
 * {@link threadlab.server.blocking.TlsTransport}. The handshake comes first on the session's own thread, so that one who never finishes it
 * keeps nobody waiting; the sweep ends it at its deadline.
 *
 * <p><b>States.</b> {@link threadlab.server.ServerState}: NEW, RUNNING, DRAINING, STOPPED, only forward.
 *
 * <p><b>A stop.</b> {@link threadlab.server.EchoServer#stop} closes the listener and lets the registry give out no more
 * places. Then, again and again until the registry is empty or the deadline has passed, it asks each session to drain:
 * <ol>
 * <li>a session that is echoing notices between two reads, echoes what it has received by then, and half-closes; one that
 * waits in the readiness loop is woken and does the same;
 * <li>a session that blocks in a read with nothing received is half-closed by the stop;
 * <li>either way the peer sees all its echoes and then the end of the stream. What it still had on the way is read and
 * dropped, since closing with unread input would send a reset, until it closes too or has been silent for a second.
 * </ol>
 * What is left at the deadline is closed under its thread, and counted as forced. {@link threadlab.server.events.DrainResult}
 * tells how many there were of each.
 *
 * <p><b>Failure.</b> What a peer can do to its own connection ends its session and is counted by
 * {@link threadlab.server.events.CloseReason}; it is never an error of the server. Where the process runs out of descriptors,
 * threads or memory ({@link threadlab.server.core.HeapReserve}), the accept loop waits ({@link threadlab.server.core.AcceptBackoff}),
 * and goes on when a session has left. A thread of the server that fails makes the server fail: it closes its listener, and
 * {@link threadlab.server.EchoServer#awaitStopped} tells.
 */
package threadlab.server;
