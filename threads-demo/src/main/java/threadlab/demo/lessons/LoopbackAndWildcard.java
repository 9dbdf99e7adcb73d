package threadlab.demo.lessons;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;
import threadlab.support.EnumNames;

/** Shows on which addresses of this machine a server can be reached, depending on the address it is bound to. */
public final class LoopbackAndWildcard implements Lesson<LoopbackAndWildcard.Finding> {
    static final String LOOPBACK = "127.0.0.1";
    static final String WILDCARD = "0.0.0.0";
    static final String LOOPBACK_6 = "::1";
    private static final String OTHER_LOOPBACK = "127.0.0.2";
    private static final List<String> SERVERS = List.of(LOOPBACK, OTHER_LOOPBACK, WILDCARD, LOOPBACK_6, "::");
    private static final List<String> CLIENTS = List.of(LOOPBACK, OTHER_LOOPBACK, "127.9.9.9", LOOPBACK_6);
    private static final int PATIENCE_MILLIS = 2000; // an answer comes at once or not at all

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new LoopbackAndWildcard());
    }

    @Override
    public Heading heading() {
        return new Heading(10, "addresses", "127.0.0.1 is one address, 0.0.0.0 all of them");
    }

    @Override
    public String claim() {
        return """
                A server bound to 127.0.0.1, the loopback address, is reached by processes of the same machine only.
                Bound to 0.0.0.0, the wildcard address, it is reached on all networks that the machine is part of.""";
    }

    @Override
    public String expectation() {
        return """
                A server gets the connections that were addressed to what it is bound to; where they come from is not
                asked. No network carries 127.0.0.1, so whoever addresses it is on this machine (or, in a container, in
                this container). All of 127.0.0.0/8 is loopback (RFC 1122). They are so many addresses, not names of
                one: on Linux all are there, elsewhere often 127.0.0.1 alone. 0.0.0.0 is every IPv4 address of the
                machine; what reaches them from outside is for firewalls to say. IPv6 has ::1 and :: for the two. What a
                machine sends to an address of its own stays inside.

                The first three servers are IPv4 sockets, as in C or Python. Java differs in two ways where there is
                IPv6: its ServerSocket takes :: for 0.0.0.0, and its :: serves IPv4 as well.""";
    }

    /** The result of a visit. */
    enum Answer {
        SERVED,
        REFUSED,
        /** The client got no answer, no route, or another server. */
        UNREACHED
    }

    /** A client that connects to an address while the server is bound to the same or another one. */
    record Visit(String server, String client, Answer answer) {
    }

    /**
     * The visits of each server on each address.
     *
     * @param own an address of this machine that is not loopback, if it has one
     */
    record Finding(Optional<String> own, List<Visit> visits) {
        private Stream<Visit> to(String server) {
            return visits.stream().filter(visit -> visit.server().equals(server));
        }

        /** Returns the addresses on which the server served, or did not. */
        List<String> clients(String server, boolean served) {
            return to(server).filter(visit -> visit.answer() == Answer.SERVED == served).map(Visit::client).toList();
        }
    }

    @Override
    public Finding experiment() throws IOException {
        Optional<String> own = own();
        List<Visit> visits = new ArrayList<>();
        for (String server : SERVERS) {
            if (isHere(server)) {
                visits.addAll(visits(server, Stream.concat(CLIENTS.stream(), own.stream()).toList()));
            }
        }
        return new Finding(own, visits);
    }

    private static Optional<String> own() throws SocketException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress).findFirst();
    }

    /** Returns whether a socket can be bound to the address. It does not listen. */
    private static boolean isHere(String address) throws IOException {
        try (SocketChannel channel = SocketChannel.open(family(address))) {
            channel.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (BindException | UnsupportedOperationException e) {
            return false; // this machine does not have the address, or the whole family
        }
    }

    private static StandardProtocolFamily family(String address) {
        return address.contains(":") ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }

    private static List<Visit> visits(String boundTo, List<String> clients) throws IOException {
        List<Visit> visits = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open(family(boundTo))) {
            server.bind(new InetSocketAddress(boundTo, 0));
            server.socket().setSoTimeout(PATIENCE_MILLIS);
            for (String client : clients) {
                if (isHere(client)) {
                    visits.add(new Visit(boundTo, client, visit(server, client)));
                }
            }
        }
        return visits;
    }

    private static Answer visit(ServerSocketChannel server, String address) throws IOException {
        try (Socket client = new Socket()) {
            client.connect(new InetSocketAddress(address, server.socket().getLocalPort()), PATIENCE_MILLIS);
            try (Socket session = server.socket().accept()) {
                return session.getPort() == client.getLocalPort() ? Answer.SERVED : Answer.UNREACHED;
            }
        } catch (ConnectException e) {
            return Answer.REFUSED;
        } catch (SocketTimeoutException | NoRouteToHostException e) {
            return Answer.UNREACHED;
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        return new Outcome(verdict(finding), """
                Bound to 127.0.0.1, the server was reached %s. Bound to 0.0.0.0, it was reached %s.%s
                """.formatted(reach(finding, LOOPBACK), reach(finding, WILDCARD),
                finding.own().isPresent() ? "" : " There is no address of another network here to try."),
                table(finding));
    }

    private static Verdict verdict(Finding finding) {
        boolean wildcardHasAll = finding.clients(WILDCARD, false).stream().allMatch(LOOPBACK_6::equals);
        if (!finding.clients(LOOPBACK, true).equals(List.of(LOOPBACK)) || !wildcardHasAll) {
            return Verdict.DOES_NOT_HOLD;
        }
        boolean wholly = finding.clients(WILDCARD, false).isEmpty() && finding.own().isPresent();
        return wholly ? Verdict.HOLDS : Verdict.HOLDS_WITH_A_LIMIT;
    }

    private static String reach(Finding finding, String server) {
        List<String> served = finding.clients(server, true);
        List<String> others = finding.clients(server, false);
        return (served.isEmpty() ? "nowhere" : "on " + String.join(", ", served))
                + (others.isEmpty() ? "" : ", but not on " + String.join(", ", others));
    }

    private static Table table(Finding finding) {
        List<String> clients = finding.to(LOOPBACK).map(Visit::client).toList();
        Table table = new Table(Stream.concat(Stream.of("bound to"), clients.stream().map("to "::concat)).toList(),
                List.of());
        for (String server : finding.visits().stream().map(Visit::server).distinct().toList()) {
            table = table.row(Stream.concat(Stream.of(server), finding.to(server).map(Visit::answer)
                    .map(EnumNames::of)).toArray(String[]::new));
        }
        return table;
    }

    @Override
    public String next() {
        return """
                Start ./lab server --host 127.0.0.2 in one terminal and ./lab send hello in another: it is refused until
                it is given the same --host.""";
    }
}
