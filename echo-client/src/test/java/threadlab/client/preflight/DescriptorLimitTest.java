package threadlab.client.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;

class DescriptorLimitTest {

    @BeforeEach
    void onlyWhereTheSystemTells() {
        Assumptions.assumeTrue(DescriptorLimit.available() < Integer.MAX_VALUE - 1_000);
    }

    @Test
    void aFewSessionsAreNoShortage() {
        assertThat(DescriptorLimit.shortage(1)).isEmpty();
    }

    @Test
    void moreSessionsThanDescriptorsAreAShortageThatTellsBothNumbers() {
        assertThat(DescriptorLimit.shortage(Integer.MAX_VALUE)).hasValueSatisfying(shortage -> assertThat(shortage)
                .matches("2147483647 sessions need as many file descriptors, and this process may open \\d+ more: "
                        + "ask for fewer, or raise the limit \\(ulimit -n\\)"));
    }

    @Test
    void aPlanNeedsThemForItsIdleSessionsToo() {
        Assumptions.assumeTrue(DescriptorLimit.available() < 2_000_000);
        assertThat(DescriptorLimit.shortage(plan(new ConnectionProfile(1, 0, 10, 0, 0)))).isEmpty();
        assertThat(DescriptorLimit.shortage(plan(new ConnectionProfile(1_000_000, 0, 1_000_000, 0, 0))))
                .hasValueSatisfying(
                        shortage -> assertThat(shortage).startsWith("2000000 sessions need as many file descriptors"));
    }

    /** Each may wait for its echo all the time, a minute at most. */
    @Test
    void aPlanNeedsThemForNewcomersThatWait() {
        Assumptions.assumeTrue(DescriptorLimit.available() < 2_000_000);
        var profile = new ConnectionProfile(5, 0, 0, 0, 100_000);
        assertThat(DescriptorLimit.shortage(plan(profile))).hasValueSatisfying(
                shortage -> assertThat(shortage).startsWith("2000005 sessions need"));
        assertThat(DescriptorLimit.shortage(plan(profile).withLimit(RunLimit.ofEchoes(Duration.ZERO, 1))))
                .hasValueSatisfying(
                        shortage -> assertThat(shortage).startsWith("6000005 sessions need"));
    }

    private static LoadPlan plan(ConnectionProfile profile) {
        return new LoadPlan("h", 1, 1, 1, Duration.ZERO, Duration.ofSeconds(20)).withProfile(profile);
    }

    /** Other tests' sockets may still be closing meanwhile, hence the margin. */
    @Test
    void openSocketsCount() throws Exception {
        long before = DescriptorLimit.available();
        List<SocketChannel> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                sockets.add(SocketChannel.open());
            }
            assertThat(DescriptorLimit.available()).isLessThan(before - 50);
        } finally {
            for (SocketChannel socket : sockets) {
                socket.close();
            }
        }
    }
}
