package threadlab.demo.lessons;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import threadlab.demo.lessons.frame.Bars;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;
import threadlab.support.LinuxProcess;
import threadlab.support.Proc;

/** Shows which ports the system refuses, which it chooses, and whether it knows the ranges of RFC 6335. */
public final class PortRanges implements Lesson<PortRanges.Finding> {
    private static final Range SYSTEM = new Range(0, 1023);
    private static final Range USER = new Range(1024, 49_151);
    private static final Range DYNAMIC = new Range(49_152, 65_535);
    private static final Map<Integer, String> FAMOUS = Map.of(3306, "MySQL", 6379, "Redis", 27_017, "MongoDB");

    private static final String HERE = "127.0.0.1";
    private static final String ELSEWHERE = "203.0.113.1"; // for documentation (RFC 5737), so no machine has it
    private static final int CAP_NET_BIND_SERVICE = 10; // the number of the bit (linux/capability.h)

    private final int sockets; // open at the same time, each on a port that the system chose

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new PortRanges());
    }

    PortRanges() {
        this(64);
    }

    PortRanges(int sockets) {
        this.sockets = sockets;
    }

    @Override
    public Heading heading() {
        return new Heading(9, "ports", "Ports are reserved by agreement");
    }

    @Override
    public String claim() {
        return """
                Every process is assigned a port. Those below 1024 are well known (HTTP 80, HTTPS 443, DNS 52). Famous
                servers have theirs reserved, too (MySQL 3306, MongoDB 27017, Redis 6379). The rest above 1024 is not
                reserved: the system gives it out at random.""";
    }

    @Override
    public String expectation() {
        return """
                RFC 6335 has three ranges: system ports (0-1023), user ports (1024-49151) and dynamic ports
                (49152-65535). Services have numbers in the first two (DNS has 53), but nothing keeps others away from
                a number. The system refuses a port that is in use at this address, an address that is not its own,
                and low ports to those without a privilege: on Linux, those below net.ipv4.ip_unprivileged_port_start,
                unless the process has CAP_NET_BIND_SERVICE, as root mostly has.

                Who asks for port 0 is given a free one. Linux takes it from net.ipv4.ip_local_port_range, which is not
                the dynamic range of the RFC unless somebody has set it so. Ports belong to sockets: a process has as
                many as it has bound, or none.""";
    }

    /** A range of ports, with both its ends. */
    record Range(int first, int last) {
        private boolean has(int port) {
            return first <= port && port <= last;
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }

    /**
     * An attempt to listen.
     *
     * @param refusal the message of the system, empty if it was allowed
     */
    record Attempt(String address, int port, String refusal) {
        boolean isAllowed() {
            return refusal.isEmpty();
        }

        /** Returns whether it was refused for the same reason. */
        boolean isLike(Attempt other) {
            return !isAllowed() && refusal.equals(other.refusal);
        }
    }

    /**
     * The privilege that Linux demands for a low port.
     *
     * @param from the first port that takes no privilege
     * @param held whether this process has the privilege
     */
    record Privilege(int from, boolean held) {
    }

    /**
     * The attempts and their results.
     *
     * @param given the ports of sockets that were open at once
     * @param range the range that the system takes them from, if it tells
     * @param inUse an attempt on a port with a listener
     * @param low an attempt on a system port that was free
     * @param privilege known on Linux only
     */
    record Finding(List<Integer> given, Optional<Range> range, Attempt inUse, Attempt foreign, Attempt low,
            Optional<Privilege> privilege, List<Attempt> famous) {
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        Attempt inUse = inUse();
        return new Finding(given(), range(), inUse, attempt(ELSEWHERE, 0), low(inUse), privilege(), famous());
    }

    private List<Integer> given() throws IOException {
        List<ServerSocket> open = new ArrayList<>();
        try {
            while (open.size() < sockets) {
                open.add(listen(HERE, 0));
            }
            return open.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : open) {
                socket.close();
            }
        }
    }

    private static ServerSocket listen(String address, int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(address));
    }

    private static Attempt inUse() throws IOException {
        try (ServerSocket first = listen(HERE, 0)) {
            return attempt(HERE, first.getLocalPort());
        }
    }

    private static Attempt attempt(String address, int port) throws IOException {
        try {
            listen(address, port).close();
            return new Attempt(address, port, "");
        } catch (BindException e) {
            return new Attempt(address, port, String.valueOf(e.getMessage()));
        }
    }

    private static Attempt low(Attempt inUse) throws CannotShow, IOException {
        for (int port = SYSTEM.last(); port > SYSTEM.first(); port--) {
            Attempt attempt = attempt(HERE, port);
            if (!attempt.isLike(inUse)) {
                return attempt;
            }
        }
        throw new CannotShow("All system ports are in use.");
    }

    private static List<Attempt> famous() throws IOException {
        List<Attempt> attempts = new ArrayList<>();
        for (int port : FAMOUS.keySet().stream().sorted().toList()) {
            attempts.add(attempt(HERE, port));
        }
        return attempts;
    }

    private static Optional<Range> range() {
        return Proc.sysctl("net.ipv4.ip_local_port_range").map(text -> text.split("\\s+"))
                .map(ends -> new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
    }

    private static Optional<Privilege> privilege() {
        Optional<Integer> from = Proc.sysctl("net.ipv4.ip_unprivileged_port_start").map(Integer::valueOf);
        Optional<Long> capabilities = LinuxProcess.self().status().get("CapEff")
                .map(hexadecimal -> Long.parseUnsignedLong(hexadecimal, 16));
        return from.flatMap(port -> capabilities
                .map(bits -> new Privilege(port, (bits >> CAP_NET_BIND_SERVICE & 1) == 1)));
    }

    @Override
    public Outcome outcome(Finding finding) {
        return new Outcome(verdict(finding), """
                This process had %s ports at once, and %s of them are user ports%s. Of %s famous ports, %s could be had
                like any other. System port %s was %s.""".formatted(finding.given().size(), count(finding, USER),
                finding.range().map(range -> ": the system gives from " + range).orElse(""), finding.famous().size(),
                finding.famous().stream().filter(Attempt::isAllowed).count(), finding.low().port(),
                finding.low().isAllowed() ? "allowed" : "refused"),
                bars(finding), table(finding));
    }

    private static Verdict verdict(Finding finding) {
        if (finding.given().stream().anyMatch(SYSTEM::has)) {
            return Verdict.DOES_NOT_HOLD;
        }
        boolean reserved = finding.famous().stream()
                .noneMatch(attempt -> attempt.isAllowed() || attempt.isLike(finding.inUse()));
        return reserved ? Verdict.HOLDS : Verdict.HOLDS_WITH_A_LIMIT;
    }

    private static long count(Finding finding, Range range) {
        return finding.given().stream().filter(range::has).count();
    }

    private static Bars bars(Finding finding) {
        return new Bars("Ports that were given for port 0, by the ranges of RFC 6335")
                .bar("system " + SYSTEM, count(finding, SYSTEM), String.valueOf(count(finding, SYSTEM)))
                .bar("user " + USER, count(finding, USER), String.valueOf(count(finding, USER)))
                .bar("dynamic " + DYNAMIC, count(finding, DYNAMIC), String.valueOf(count(finding, DYNAMIC)));
    }

    private static Table table(Finding finding) {
        String given = finding.given().stream().limit(4).map(String::valueOf).collect(Collectors.joining(", "));
        Table table = new Table("asked for", "answer", "why")
                .row(HERE + ":0", given + "...", "the system chooses")
                .row(row(finding.inUse(), "has a listener"))
                .row(row(finding.foreign(), "not of this machine"))
                .row(row(finding.low(), finding.privilege().map(privilege -> reason(finding.low(), privilege))
                        .orElse("a system port")));
        for (Attempt attempt : finding.famous()) {
            table = table.row(row(attempt, FAMOUS.get(attempt.port()) + ", by agreement"));
        }
        return table;
    }

    private static String[] row(Attempt attempt, String why) {
        return new String[]{attempt.address() + ":" + attempt.port(),
                attempt.isAllowed() ? "allowed" : attempt.refusal(), why};
    }

    private static String reason(Attempt low, Privilege privilege) {
        boolean privileged = low.isAllowed() && low.port() < privilege.from();
        return privileged ? "CAP_NET_BIND_SERVICE held" : "free to all from " + privilege.from();
    }

    @Override
    public String next() {
        return """
                While a server listens, open a DatagramSocket on the same port: TCP and UDP count their ports apart.
                On Linux, look into ip_local_port_range below /proc/sys/net/ipv4.""";
    }
}
