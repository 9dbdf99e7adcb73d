package threadlab.client.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;

class ResourceLimitsTest {
    private static final LoadPlan ONE_SESSION = new LoadPlan("127.0.0.1", 4004, 1, 64, Duration.ZERO,
            Duration.ofHours(1));

    @Test
    void oneSessionLacksNothing() {
        assertThat(ResourceLimits.shortage(ONE_SESSION)).isEmpty();
    }

    @Test
    void moreSessionsThanDescriptorsAreRefused() {
        assumeTrue(DescriptorLimit.available() < 900_000, "the system has a limit, and one within reach of a plan");
        int sessions = Math.toIntExact(DescriptorLimit.available()) + 1_000;

        assertThat(ResourceLimits.shortage(ONE_SESSION.withProfile(ConnectionProfile.of(sessions)))).get().asString()
                .startsWith(sessions + " sessions need as many file descriptors");
    }

    /** However soon a port is free again, there are no more than 65,536. */
    @Test
    void moreConnectionsThanPortsAreRefusedThoughThereAreDescriptorsForThem() {
        assumeTrue(PortLimit.here(ONE_SESSION.target()).isPresent(), "the system tells its ports");

        assertThat(ResourceLimits.shortage(ONE_SESSION.withProfile(new ConnectionProfile(1, 0, 0, 100_000, 0)))).get()
                .asString()
                .contains(" connections at a time, those just ended included, need a port each");
    }
}
