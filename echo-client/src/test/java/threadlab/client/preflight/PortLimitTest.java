package threadlab.client.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.verify.MessageSizes;
import threadlab.support.Durations;

class PortLimitTest {
    private static final Path SETTINGS = Path.of("/proc/sys/net/ipv4");
    private static final List<String> THREE = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");
    private static final PortLimit HUNDRED = new PortLimit(100, 60);

    @Test
    void asManySessionsAsPortsAreEnough() {
        assertThat(HUNDRED.shortage(plan(List.of(), profile(100, 0, 0, 0), "10s"))).isEmpty();
        assertThat(HUNDRED.shortage(plan(List.of("127.0.0.1"), profile(100, 0, 0, 0), "10s"))).isEmpty();
        assertThat(HUNDRED.shortage(plan(THREE, profile(300, 0, 0, 0), "10s"))).isEmpty();
    }

    @Test
    void oneSessionMoreThanPortsIsAShortage() {
        assertThat(HUNDRED.shortage(plan(List.of(), profile(101, 0, 0, 0), "10s"))).contains(
                "101 connections at a time, those just ended included, need a port each, and one address has 100: "
                        + "ask for fewer, give more addresses (--source), or widen net.ipv4.ip_local_port_range");
    }

    @Test
    void oneSessionMoreThanThePortsOfAllSourcesIsAShortage() {
        assertThat(HUNDRED.shortage(plan(THREE, profile(301, 0, 0, 0), "10s"))).contains(
                "301 connections at a time, those just ended included, need a port each, and 3 addresses have 300: "
                        + "ask for fewer, give more addresses (--source), or widen net.ipv4.ip_local_port_range");
    }

    @Test
    void idleSessionsNeedPortsToo() {
        assertThat(HUNDRED.shortage(plan(List.of(), profile(40, 60, 0, 0), "10s"))).isEmpty();
        assertThat(HUNDRED.shortage(plan(List.of(), profile(40, 61, 0, 0), "10s"))).get().asString()
                .startsWith("101 connections");
    }

    /** Those that have ended hold a port for a minute here, or as long as the run lasts. */
    @ParameterizedTest
    @CsvSource({"5, 0, 10s, 50", "0, 5, 10s, 50", "3, 2, 10s, 50", "0.25, 0, 10s, 3", "5, 0, 500ms, 3",
            "5, 0, 60s, 300", "5, 0, 61s, 300", "3, 2, 24h, 300"})
    void sessionsThatComeAndGoNeedPortsAsLongAsTheyAreHeld(double churn, double probeRate, String duration,
            int needed) {
        LoadPlan plan = plan(List.of(), profile(7, 0, churn, probeRate), duration);

        assertThat(new PortLimit(7 + needed, 60).shortage(plan)).isEmpty();
        assertThat(new PortLimit(7 + needed - 1, 60).shortage(plan)).get().asString()
                .startsWith(7 + needed + " connections");
    }

    @Test
    void portsThatAreReusedSoonAreNeededForThatTimeOnly() {
        LoadPlan plan = plan(List.of(), profile(10, 0, 50, 40), "24h");

        assertThat(new PortLimit(100, 1).shortage(plan)).isEmpty();
        assertThat(new PortLimit(99, 1).shortage(plan)).isPresent();
    }

    @Test
    void aRunByEchoesMayLastLongerThanAPortIsHeld() {
        LoadPlan plan = plan(List.of(), profile(1, 0, 5, 0), "1s").withLimit(RunLimit.ofEchoes(Duration.ZERO, 10));

        assertThat(new PortLimit(301, 60).shortage(plan)).isEmpty();
        assertThat(new PortLimit(300, 60).shortage(plan)).isPresent();
    }

    @Test
    void sessionsReplacedInTheWarmUpNeedPortsToo() {
        LoadPlan plan = plan(List.of(), profile(1, 0, 5, 0), "1s")
                .withLimit(RunLimit.ofTime(Duration.ofSeconds(30), Duration.ofSeconds(10)));

        assertThat(new PortLimit(201, 60).shortage(plan)).isEmpty();
        assertThat(new PortLimit(200, 60).shortage(plan)).isPresent();
    }

    @Test
    void anAddressGivenTwiceHasNoMorePorts() {
        assertThat(HUNDRED.shortage(plan(List.of("127.0.0.1", "127.0.0.1"), profile(101, 0, 0, 0), "10s"))).isPresent();
    }

    @Test
    void theSystemTellsItsRange() throws IOException {
        String[] range = setting("ip_local_port_range").split("\\s+");
        int expected = Integer.parseInt(range[1]) - Integer.parseInt(range[0]) + 1;

        assertThat(PortLimit.here(new Target("127.0.0.1", 4004))).get().extracting(PortLimit::perSource)
                .isEqualTo(expected);
        assertThat(expected).isBetween(1, 65_535);
    }

    @Test
    void aPortBoundBeforeItIsConnectedIsHeldForAMinute() throws IOException {
        setting("ip_local_port_range");

        assertThat(PortLimit.here(new Target("127.0.0.1", 4004, List.of("127.0.0.1")))).get()
                .extracting(PortLimit::holdSeconds).isEqualTo(60);
    }

    /** See tcp_tw_reuse in tcp(7); 192.0.2.1 is nobody's address. */
    @Test
    void whetherAPortIsReusedSoonIsTheSystemsChoice() throws IOException {
        int reuse = Integer.parseInt(setting("tcp_tw_reuse"));

        assertThat(PortLimit.here(new Target("127.0.0.1", 4004))).get().extracting(PortLimit::holdSeconds)
                .isEqualTo(reuse == 0 ? 60 : 1);
        assertThat(PortLimit.here(new Target("192.0.2.1", 4004))).get().extracting(PortLimit::holdSeconds)
                .isEqualTo(reuse == 1 ? 1 : 60);
    }

    /** In one read, since the kernel gives nothing to a second one. */
    private static String setting(String name) throws IOException {
        assumeTrue(Files.exists(SETTINGS), "Linux tells its ports");
        try (var file = Files.newBufferedReader(SETTINGS.resolve(name))) {
            return file.readLine().strip();
        }
    }

    private static ConnectionProfile profile(int sessions, int idle, double churn, double probeRate) {
        return new ConnectionProfile(sessions, 0, idle, churn, probeRate);
    }

    private static LoadPlan plan(List<String> sources, ConnectionProfile profile, String duration) {
        return new LoadPlan(new Target("127.0.0.1", 4004, sources), profile, MessageSizes.of(64),
                new LoadModel.Closed(1, Duration.ZERO), true,
                RunLimit.ofTime(Duration.ZERO, Durations.parse(duration)));
    }
}
