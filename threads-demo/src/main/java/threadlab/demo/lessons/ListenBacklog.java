package threadlab.demo.lessons;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import threadlab.demo.Span;
import threadlab.demo.TimelineSvg.Panel;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lanes;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;
import threadlab.support.Proc;

/** Shows how many connections wait for accept, what the next client sees, and what the backlog does not limit. */
public final class ListenBacklog implements Lesson<ListenBacklog.Finding> {
    private static final SocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration PATIENCE = Duration.ofSeconds(5); // one or two seconds are expected

    private final Duration quiet; // a client without an answer for this time counts as held back
    private final int sessions; // open at the same time, with a backlog of one
    private final int[] backlogs;

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new ListenBacklog());
    }

    ListenBacklog() {
        this(Duration.ofMillis(500), 100, 1, 5, 50);
    }

    ListenBacklog(Duration quiet, int sessions, int... backlogs) {
        this.quiet = quiet;
        this.sessions = sessions;
        this.backlogs = backlogs;
    }

    @Override
    public Heading heading() {
        return new Heading(11, "backlog", "listen(5) limits those who wait, not those who are served");
    }

    @Override
    public String claim() {
        return """
                listen(5) tells the server to handle up to 5 connections in its queue.""";
    }

    @Override
    public String expectation() {
        return """
                The kernel makes connections without the server's help, and queues them until accept takes them. The
                number, called backlog, is for this queue. It is a hint: Linux cuts it down to net.core.somaxconn, and
                lets one more in. It limits neither the clients served in all nor the sessions open at once, for what is
                accepted has left the queue.

                When the queue is full, Linux drops the SYN of the next client and tells it nothing. The client sends it
                again after a second, and again, until it gets through or its time is up. Other systems may refuse. A
                client whose handshake overlaps with another may believe that it is connected while the server has
                dropped its last ACK (or resets it, with net.ipv4.tcp_abort_on_overflow): the server's count tells.""";
    }

    /** The result of a connect, as the client sees it. */
    enum Sight {
        THROUGH, WAITING, REFUSED
    }

    /**
     * A server that does not accept until a client is held back.
     *
     * @param connected clients that saw their connect succeed
     * @param accepted connections that the server then found in its queue
     * @param next what the client after them saw
     * @param roomNanos when the server had taken them all, since the next client's connect began
     * @param throughNanos when the next client got through, since its connect began; empty if it did not
     */
    record Queue(int backlog, int connected, int accepted, Sight next, long roomNanos, OptionalLong throughNanos) {
    }

    /**
     * The counts.
     *
     * @param cap the largest backlog that the system allows, if it tells
     * @param sessions that were open at the same time at a server with a backlog of one
     */
    record Finding(List<Queue> queues, OptionalInt cap, int sessions) {
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        List<Queue> queues = new ArrayList<>();
        for (int backlog : backlogs) {
            queues.add(fill(backlog));
        }
        return new Finding(queues, cap(), sessionsAtOnce());
    }

    private Queue fill(int backlog) throws CannotShow, IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(); Clients clients = new Clients(server)) {
            server.bind(ANY_PORT, backlog);
            Sight next = untilHeldBack(clients, 2 * backlog + 16);
            int accepted = acceptAll(server);
            long room = clients.sinceLastBegan();
            boolean through = next == Sight.WAITING && clients.last(PATIENCE) == Sight.THROUGH;
            return new Queue(backlog, clients.size() - 1, accepted, next, room,
                    through ? OptionalLong.of(clients.sinceLastBegan()) : OptionalLong.empty());
        }
    }

    private Sight untilHeldBack(Clients clients, int most) throws CannotShow, IOException {
        while (clients.size() < most) {
            Sight sight = clients.connect(quiet);
            if (sight != Sight.THROUGH) {
                return sight;
            }
        }
        throw new CannotShow("A server that does not accept was given " + most + " connections, and no end was seen.");
    }

    /** Empties the queue, and returns how many connections were in it. */
    private static int acceptAll(ServerSocketChannel server) throws IOException {
        server.configureBlocking(false); // an empty queue gives null instead of a wait
        int accepted = 0;
        for (SocketChannel session = server.accept(); session != null; session = server.accept()) {
            session.close();
            accepted++;
        }
        return accepted;
    }

    private int sessionsAtOnce() throws IOException {
        List<SocketChannel> open = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open(); Clients clients = new Clients(server)) {
            server.bind(ANY_PORT, 1);
            while (open.size() < sessions && clients.connect(PATIENCE) == Sight.THROUGH) {
                open.add(server.accept());
            }
            return open.size();
        } finally {
            for (SocketChannel session : open) {
                session.close();
            }
        }
    }

    private static OptionalInt cap() {
        return Proc.sysctl("net.core.somaxconn").stream().mapToInt(Integer::parseInt).findFirst();
    }

    /** Clients that connect one after the other, and stay. */
    private static final class Clients implements Closeable {
        private final ServerSocketChannel server;
        private final List<SocketChannel> channels = new ArrayList<>();
        private long lastBegan; // the nano clock when the last one began to connect

        Clients(ServerSocketChannel server) {
            this.server = server;
        }

        int size() {
            return channels.size();
        }

        /** Connects one more client, and returns what it sees within this time. */
        Sight connect(Duration within) throws IOException {
            SocketChannel channel = SocketChannel.open();
            channels.add(channel);
            channel.configureBlocking(false);
            lastBegan = System.nanoTime();
            channel.connect(server.getLocalAddress());
            return last(within);
        }

        long sinceLastBegan() {
            return System.nanoTime() - lastBegan;
        }

        /** Returns what the last client sees within this time. */
        Sight last(Duration within) throws IOException {
            SocketChannel channel = channels.getLast();
            try (Selector selector = Selector.open()) {
                channel.register(selector, SelectionKey.OP_CONNECT);
                selector.select(within.toMillis());
                return channel.finishConnect() ? Sight.THROUGH : Sight.WAITING;
            } catch (ConnectException e) {
                return Sight.REFUSED;
            }
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        Queue last = finding.queues().getLast();
        return new Outcome(verdict(finding), """
                With a backlog of %s, %s connections waited. The next client %s. A server with a backlog of one had %s
                sessions open at once.""".formatted(last.backlog(), last.accepted(), fate(last), finding.sessions()),
                table(finding), lanes(finding));
    }

    private static String fate(Queue queue) {
        if (queue.next() == Sight.REFUSED) {
            return "was refused";
        }
        return "was told nothing: there was room for it after %s, and it got through %s".formatted(
                Figures.millis(queue.roomNanos()), through(queue));
    }

    private static String through(Queue queue) {
        return queue.throughNanos().isPresent() ? "after " + Figures.millis(queue.throughNanos().getAsLong()) : "never";
    }

    private static Verdict verdict(Finding finding) {
        if (finding.queues().stream().allMatch(queue -> queue.accepted() == queue.backlog())) {
            return Verdict.HOLDS;
        }
        boolean hint = finding.queues().stream().allMatch(queue -> {
            int asked = Math.min(queue.backlog(), finding.cap().orElse(Integer.MAX_VALUE));
            return asked <= queue.accepted() && queue.accepted() <= 2 * asked + 1;
        });
        return hint ? Verdict.HOLDS_WITH_A_LIMIT : Verdict.DOES_NOT_HOLD;
    }

    private static Table table(Finding finding) {
        Table table = new Table("backlog", "connected", "in the queue", "the next client", "it got through");
        for (Queue queue : finding.queues()) {
            table = table.row(Figures.count(queue.backlog()), Figures.count(queue.connected()),
                    Figures.count(queue.accepted()), queue.next() == Sight.REFUSED ? "refused" : "no answer",
                    through(queue));
        }
        return table;
    }

    private static Lanes lanes(Finding finding) {
        return new Lanes("The client that found the queue full", List.of(new Panel("The next client, since its connect",
                finding.queues().stream().flatMap(ListenBacklog::spans).toList(), List.of())));
    }

    private static Stream<Span> spans(Queue queue) {
        String lane = "listen(" + queue.backlog() + ")";
        Span full = new Span(lane, "the queue is full", "", 0, queue.roomNanos());
        return queue.throughNanos().isPresent()
                ? Stream.of(full, new Span(lane, "there is room, but it does not know", "", queue.roomNanos(),
                        queue.throughNanos().getAsLong()))
                : Stream.of(full);
    }

    @Override
    public String next() {
        return """
                On Linux, watch ss -ltn: of a socket that listens, Recv-Q is how many wait, and Send-Q the backlog.
                With a backlog of 100000, Send-Q is net.core.somaxconn.""";
    }
}
