package threadlab.client.preflight;

import java.util.Optional;
import threadlab.client.plan.LoadPlan;

/** What a run would lack in its middle; better said before it. */
public final class ResourceLimits {

    private ResourceLimits() {
    }

    /** Why this process would run out of file descriptors or of ports, in one line; empty if it would not. */
    public static Optional<String> of(LoadPlan plan) {
        return DescriptorLimit.shortage(plan)
                .or(() -> PortLimit.here(plan.route()).flatMap(ports -> ports.shortage(plan)));
    }
}
