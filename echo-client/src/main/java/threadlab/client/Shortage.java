package threadlab.client;

import java.util.Optional;

/** What a run would lack in its middle; better said before it. */
public final class Shortage {

    private Shortage() {
    }

    /** Why this process would run out of file descriptors or of ports, in one line; empty if it would not. */
    public static Optional<String> of(LoadPlan plan) {
        return Descriptors.shortage(plan).or(() -> Ports.here(plan.route()).flatMap(ports -> ports.shortage(plan)));
    }
}
