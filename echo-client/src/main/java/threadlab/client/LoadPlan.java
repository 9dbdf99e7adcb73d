package threadlab.client;

import java.time.Duration;

/**
 * What a load does. Always valid: the constructor refuses anything else with an {@link IllegalArgumentException} that
 * names the field, the value and what is allowed.
 *
 * @param sizes bytes in a message, 1 to 16 MiB
 * @param pacing when messages are sent
 * @param verify whether every byte of every echo is compared
 */
public record LoadPlan(Route route, Shape shape, Sizes sizes, Pacing pacing, boolean verify, Extent extent) {
    private static final int MAX_SIZE = 16 << 20;
    private static final int MAX_DEPTH = 1024;

    public LoadPlan {
        Allowed.check(sizes.min() >= 1 && sizes.max() >= sizes.min() && sizes.max() <= MAX_SIZE, "size", sizes,
                "1 to " + MAX_SIZE + " bytes");
        Allowed.check(pacing.depth() >= 1 && pacing.depth() <= MAX_DEPTH, "depth", pacing.depth(), "1 to " + MAX_DEPTH);
        switch (pacing) {
            case Pacing.Closed closed -> Allowed.time("think", closed.think());
            case Pacing.Open open -> {
                Allowed.check(open.perSecond() >= 0.001 && open.perSecond() <= 1e8, "rate", open.perSecond(),
                        "0.001 to 100000000 a second");
                Allowed.time("ramp", open.ramp());
                Allowed.check(open.turns().fit(shape.sessions()), "turns", open.turns(), "those of the sessions");
            }
        }
    }

    /** A closed loop of messages of one size, one at a time, every byte verified. */
    public LoadPlan(String host, int port, int sessions, int size, Duration warmup, Duration duration) {
        this(new Route(host, port), Shape.of(sessions), Sizes.of(size), new Pacing.Closed(1, Duration.ZERO), true,
                Extent.ofTime(warmup, duration));
    }

    public LoadPlan withRoute(Route changed) {
        return new LoadPlan(changed, shape, sizes, pacing, verify, extent);
    }

    public LoadPlan withShape(Shape changed) {
        return new LoadPlan(route, changed, sizes, pacing, verify, extent);
    }

    public LoadPlan withSizes(Sizes changed) {
        return new LoadPlan(route, shape, changed, pacing, verify, extent);
    }

    public LoadPlan withPacing(Pacing changed) {
        return new LoadPlan(route, shape, sizes, changed, verify, extent);
    }

    public LoadPlan withExtent(Extent changed) {
        return new LoadPlan(route, shape, sizes, pacing, verify, changed);
    }
}
