package threadlab.client.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;

class DescriptorLimitOfAPlanTest {
    /** The JVM opens and closes files of its own meanwhile. */
    private static final int MARGIN = 40;

    private int available;

    @BeforeEach
    void ask() {
        // The bounds must be possible plans: a million sessions, 100,000 probe sessions a second.
        assumeTrue(DescriptorLimit.available() < 900_000, "the system has a limit, and one within reach of a plan");
        available = Math.toIntExact(DescriptorLimit.available());
        assumeTrue(available > 10 * MARGIN, "and one that leaves room");
    }

    @Test
    void busyAndIdleSessionsCountTogether() {
        assertThat(DescriptorLimit.shortage(plan(100, available - 100 - MARGIN, 0, Duration.ofSeconds(1)))).isEmpty();
        assertThat(DescriptorLimit.shortage(plan(100, available - 100 + MARGIN, 0, Duration.ofSeconds(1)))).get()
                .asString()
                .startsWith(available + MARGIN + " sessions need as many file descriptors, and this process may open ")
                .endsWith(" more: ask for fewer, or raise the limit (ulimit -n)");
    }

    @Test
    void probeSessionsCountForAsLongAsTheRunLasts() {
        var tenSeconds = Duration.ofSeconds(10);

        assertThat(DescriptorLimit.shortage(plan(1, 0, (available - MARGIN) / 10.0, tenSeconds))).isEmpty();
        assertThat(DescriptorLimit.shortage(plan(1, 0, (available + MARGIN) / 10.0, tenSeconds))).get().asString()
                .startsWith(available + MARGIN + 1 + " sessions");
    }

    @Test
    void probeSessionsCountForAMinuteAtMost() {
        var day = Duration.ofHours(24);
        double perSecond = Math.floor((available + MARGIN) / 60.0) + 1;

        assertThat(DescriptorLimit.shortage(plan(1, 0, Math.floor((available - MARGIN) / 60.0), day))).isEmpty();
        assertThat(DescriptorLimit.shortage(plan(1, 0, perSecond, day))).get().asString()
                .startsWith(1 + (long) perSecond * 60 + " sessions");
        assertThat(DescriptorLimit.shortage(plan(1, 0, perSecond, Duration.ofSeconds(30)))).isEmpty();
    }

    @Test
    void sessionsThatAreReplacedNeedNoMoreThanThoseTheyReplace() {
        LoadPlan plan = plan(1, 0, 0, Duration.ofHours(24));

        assertThat(DescriptorLimit.shortage(plan.withProfile(new ConnectionProfile(1, 0, 0, 100_000, 0)))).isEmpty();
    }

    private static LoadPlan plan(int sessions, int idle, double probeRate, Duration duration) {
        return new LoadPlan("127.0.0.1", 4004, 1, 64, Duration.ZERO, duration)
                .withProfile(new ConnectionProfile(sessions, 0, idle, 0, probeRate));
    }
}
