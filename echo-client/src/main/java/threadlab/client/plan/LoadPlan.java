package threadlab.client.plan;

import java.time.Duration;
import threadlab.client.verify.MessageSizes;

/**
 * What a load does. Always valid: the constructor refuses anything else with an {@link IllegalArgumentException} that
 * names the field, the value and what is allowed.
 *
 * @param sizes bytes in a message, 1 to 16 MiB
 * @param pacing when messages are sent
 * @param verify whether every byte of every echo is compared
 */
public record LoadPlan(Target route, ConnectionProfile shape, MessageSizes sizes, LoadModel pacing, boolean verify,
        RunLimit extent) {
    private static final int MAX_SIZE = 16 << 20;
    private static final int MAX_DEPTH = 1024;

    public LoadPlan {
        Preconditions.check(sizes.min() >= 1 && sizes.max() >= sizes.min() && sizes.max() <= MAX_SIZE, "size", sizes,
                "1 to " + MAX_SIZE + " bytes");
        Preconditions.check(pacing.depth() >= 1 && pacing.depth() <= MAX_DEPTH, "depth", pacing.depth(),
                "1 to " + MAX_DEPTH);
        switch (pacing) {
            case LoadModel.Closed closed -> Preconditions.time("think", closed.think());
            case LoadModel.Open open -> {
                Preconditions.check(open.perSecond() >= 0.001 && open.perSecond() <= 1e8, "rate", open.perSecond(),
                        "0.001 to 100000000 a second");
                Preconditions.time("ramp", open.ramp());
                Preconditions.check(open.turns().fit(shape.sessions()), "turns", open.turns(), "those of the sessions");
            }
        }
    }

    /** A closed loop of messages of one size, one at a time, every byte verified. */
    public LoadPlan(String host, int port, int sessions, int size, Duration warmup, Duration duration) {
        this(new Target(host, port), ConnectionProfile.of(sessions), MessageSizes.of(size),
                new LoadModel.Closed(1, Duration.ZERO), true,
                RunLimit.ofTime(warmup, duration));
    }

    public LoadPlan withRoute(Target changed) {
        return new LoadPlan(changed, shape, sizes, pacing, verify, extent);
    }

    public LoadPlan withShape(ConnectionProfile changed) {
        return new LoadPlan(route, changed, sizes, pacing, verify, extent);
    }

    public LoadPlan withSizes(MessageSizes changed) {
        return new LoadPlan(route, shape, changed, pacing, verify, extent);
    }

    public LoadPlan withPacing(LoadModel changed) {
        return new LoadPlan(route, shape, sizes, changed, verify, extent);
    }

    public LoadPlan withExtent(RunLimit changed) {
        return new LoadPlan(route, shape, sizes, pacing, verify, changed);
    }
}
