package threadlab.client.preflight;

import java.util.Optional;
import threadlab.client.plan.LoadPlan;

/** Checks before a run whether this process has the file descriptors and ports that the run needs. */
public final class ResourceLimits {
    private ResourceLimits() {
    }

    /** Returns in one line why the run would fail in its middle; empty if it would not. */
    public static Optional<String> shortage(LoadPlan plan) {
        return DescriptorLimit.shortage(plan)
                .or(() -> PortLimit.here(plan.target()).flatMap(ports -> ports.shortage(plan)));
    }
}
