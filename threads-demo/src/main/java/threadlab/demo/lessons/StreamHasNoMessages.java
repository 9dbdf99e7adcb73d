package threadlab.demo.lessons;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;

/** Shows what reads return for two sends, one large send, a pause and a half-close. */
public final class StreamHasNoMessages implements Lesson<StreamHasNoMessages.Finding> {
    private static final byte[] FIRST = "first".getBytes(US_ASCII);
    private static final byte[] SECOND = "second".getBytes(US_ASCII);
    private static final int BUFFER = 1024; // as in recv(1024)
    private static final Duration PATIENCE = Duration.ofSeconds(5); // until bytes that were sent arrive

    private final int large; // bytes of the large send
    private final Duration pause; // how long the client sends nothing

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new StreamHasNoMessages());
    }

    StreamHasNoMessages() {
        this(1 << 20, Duration.ofMillis(300));
    }

    StreamHasNoMessages(int large, Duration pause) {
        this.large = large;
        this.pause = pause;
    }

    @Override
    public Heading heading() {
        return new Heading(12, "stream", "TCP carries bytes, not messages");
    }

    @Override
    public String claim() {
        return """
                recv(1024) hands over the message that the client has sent. When the client stops transmitting, it
                returns nothing, and the connection is over.""";
    }

    @Override
    public String expectation() {
        return """
                TCP carries one stream of bytes each way (RFC 9293). It keeps their order, not the bounds between sends:
                a read takes what has arrived, up to the size of its buffer. Two sends may come in one read, and one
                send in many. Who wants messages must mark their ends, by a length before each, say, and must read on
                until one is whole.

                A pause is no end: read waits. The end of the stream comes when the peer has closed its sending side
                (FIN) and all before it has been read: -1 from read in Java, an empty result of recv in Python. It ends
                one direction; the other can still carry an answer.""";
    }

    /** The bytes of each send, and the number of reads that it took to have them all. */
    record Taken(List<Integer> sends, int reads) {
    }

    /** The bytes before the end of the stream, and those of the answer that went the other way after it. */
    record HalfClose(int before, int answer) {
    }

    /**
     * The results of the reads.
     *
     * @param small two sends that had come before the first read
     * @param big one send, larger than what a read takes
     * @param pauseEnds whether a read during the pause found the end of the stream
     * @param whole messages that came out as they went in, of {@code framed} with a length before each
     */
    record Finding(Taken small, Taken big, boolean pauseEnds, int whole, int framed, HalfClose halfClose) {
    }

    @Override
    public Finding experiment() throws IOException, InterruptedException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            server.setSoTimeout((int) PATIENCE.toMillis());
            client.setSoTimeout((int) PATIENCE.toMillis());
            List<byte[]> messages = List.of(FIRST, SECOND, largeMessage());
            return new Finding(small(client, server), big(client, server), pauseEnds(server),
                    whole(messages, client, server), messages.size(), halfClose(client, server));
        }
    }

    private static Taken small(Socket client, Socket server) throws IOException {
        client.getOutputStream().write(FIRST);
        client.getOutputStream().write(SECOND);
        int both = FIRST.length + SECOND.length;
        long begin = System.nanoTime();
        while (server.getInputStream().available() < both && System.nanoTime() - begin < PATIENCE.toNanos()) {
            Thread.onSpinWait(); // the bytes are on their way
        }
        return new Taken(List.of(FIRST.length, SECOND.length), reads(server.getInputStream(), both));
    }

    private Taken big(Socket client, Socket server) throws IOException, InterruptedException {
        FutureTask<Void> send = sendOnThread(client, largeMessage());
        int reads = reads(server.getInputStream(), large);
        await(send);
        return new Taken(List.of(large), reads);
    }

    /** Returns the number of reads that it takes to have all the bytes. */
    private static int reads(InputStream in, int bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int reads = 0;
        for (int left = bytes; left > 0; reads++) {
            int length = in.read(buffer);
            if (length < 0) {
                throw new EOFException("the stream ended " + left + " bytes early");
            }
            left -= length;
        }
        return reads;
    }

    private byte[] largeMessage() {
        byte[] message = new byte[large];
        new SplittableRandom(large).nextBytes(message); // so that bytes out of place are noticed
        return message;
    }

    /** Sends all bytes in one write. It waits while the buffers are full, so it needs a thread of its own. */
    private static FutureTask<Void> sendOnThread(Socket client, byte[] bytes) {
        FutureTask<Void> send = new FutureTask<>(() -> {
            client.getOutputStream().write(bytes);
            return null;
        });
        Thread.ofVirtual().start(send); // ends with its write, which ends with the socket
        return send;
    }

    private static void await(FutureTask<Void> send) throws IOException, InterruptedException {
        try {
            send.get();
        } catch (ExecutionException e) {
            throw new IOException("send failed", e.getCause());
        }
    }

    private boolean pauseEnds(Socket server) throws IOException {
        server.setSoTimeout((int) pause.toMillis());
        try {
            return server.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false; // it would have waited longer
        } finally {
            server.setSoTimeout((int) PATIENCE.toMillis());
        }
    }

    /** Returns how many messages come whole if the reader reads on until it has all bytes of the length. */
    private static int whole(List<byte[]> messages, Socket client, Socket server)
            throws IOException, InterruptedException {
        FutureTask<Void> send = sendOnThread(client, frames(messages));
        DataInputStream in = new DataInputStream(server.getInputStream());
        int whole = 0;
        for (byte[] message : messages) {
            byte[] received = new byte[in.readInt()]; // from a stranger, check the length before this
            in.readFully(received); // read, and read again, until the array is full
            whole += Arrays.equals(received, message) ? 1 : 0;
        }
        await(send);
        return whole;
    }

    private static byte[] frames(List<byte[]> messages) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (byte[] message : messages) {
            out.writeInt(message.length);
            out.write(message);
        }
        return bytes.toByteArray();
    }

    private static HalfClose halfClose(Socket client, Socket server) throws IOException {
        client.getOutputStream().write(FIRST);
        client.shutdownOutput();
        int before = server.getInputStream().readAllBytes().length; // reads until the end of the stream

        OutputStream out = server.getOutputStream();
        out.write(SECOND);
        server.shutdownOutput();
        return new HalfClose(before, client.getInputStream().readAllBytes().length);
    }

    @Override
    public Outcome outcome(Finding finding) {
        return new Outcome(verdict(finding), """
                Reads that were needed for two sends: %s; for one send of %s bytes: %s. A pause %s. After the end of the
                stream, %s bytes were still answered.""".formatted(Figures.count(finding.small().reads()),
                Figures.count(finding.big().sends().getFirst()), Figures.count(finding.big().reads()),
                finding.pauseEnds() ? "ended the stream" : "did not end the stream", finding.halfClose().answer()),
                table(finding));
    }

    private static Verdict verdict(Finding finding) {
        if (!isReadAsSent(finding.small()) || !isReadAsSent(finding.big())) {
            return Verdict.DOES_NOT_HOLD;
        }
        return finding.pauseEnds() ? Verdict.HOLDS : Verdict.HOLDS_WITH_A_LIMIT;
    }

    private static boolean isReadAsSent(Taken taken) {
        return taken.reads() == taken.sends().size();
    }

    private static Table table(Finding finding) {
        return new Table("the client", "the server").row(row(finding.small())).row(row(finding.big()))
                .row("pauses", finding.pauseEnds() ? "finds the end of the stream" : "waits in read")
                .row("sends " + finding.framed() + " messages, each with its length",
                        "has " + finding.whole() + " whole, as it reads on")
                .row("closes its sending side",
                        "reads " + finding.halfClose().before() + " bytes, then the end of the stream")
                .row("reads " + finding.halfClose().answer() + " bytes of an answer", "has sent it after that");
    }

    private static String[] row(Taken taken) {
        return new String[]{
                "sends " + taken.sends().stream().map(Figures::count).collect(Collectors.joining(" and ")) + " bytes",
                "reads " + Figures.count(taken.reads()) + (taken.reads() == 1 ? " time" : " times")};
    }

    @Override
    public String next() {
        return """
                Send a text with umlauts, longer than the buffer, and decode each read by itself: a character that was
                cut in two is broken. Collect the bytes of a message first.""";
    }
}
