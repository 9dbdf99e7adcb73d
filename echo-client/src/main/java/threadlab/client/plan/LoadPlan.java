package threadlab.client.plan;

import java.time.Duration;
import threadlab.client.verify.MessageSizes;
import threadlab.support.Preconditions;

/**
 * What a load does. Always valid: the constructor refuses anything else with an {@link IllegalArgumentException} that
 * names the field, its value and what is allowed.
 *
 * @param sizes bytes per message, 1 to 16 MiB
 * @param verify whether every byte of every echo is compared with what was sent
 */
public record LoadPlan(Target target, ConnectionProfile profile, MessageSizes sizes, LoadModel loadModel,
        boolean verify, RunLimit limit) {
    private static final int MAX_SIZE = 16 << 20;
    private static final int MAX_DEPTH = 1024;
    private static final Duration MAX_TIME = Duration.ofHours(24);

    public LoadPlan {
        Preconditions.check(sizes.min() >= 1 && sizes.max() >= sizes.min() && sizes.max() <= MAX_SIZE, "size", sizes,
                "1 to " + MAX_SIZE + " bytes");
        Preconditions.checkRange("depth", loadModel.depth(), 1, MAX_DEPTH);
        switch (loadModel) {
            case LoadModel.Closed closed ->
                Preconditions.checkRange("think", closed.thinkTime(), Duration.ZERO, MAX_TIME);
            case LoadModel.Open open -> {
                Preconditions.check(open.rate() >= 0.001 && open.rate() <= 1e8, "rate", open.rate(),
                        "0.001 to 100000000 a second");
                Preconditions.checkRange("ramp", open.ramp(), Duration.ZERO, MAX_TIME);
                Preconditions.check(open.slice().fits(profile.sessions()), "slice", open.slice(),
                        "a position for each session");
            }
        }
    }

    /** A closed loop with one message of a fixed size in flight per session, every byte verified. */
    public LoadPlan(String host, int port, int sessions, int size, Duration warmup, Duration duration) {
        this(new Target(host, port), ConnectionProfile.of(sessions), MessageSizes.of(size),
                new LoadModel.Closed(1, Duration.ZERO), true, RunLimit.ofTime(warmup, duration));
    }

    public LoadPlan withTarget(Target changed) {
        return new LoadPlan(changed, profile, sizes, loadModel, verify, limit);
    }

    public LoadPlan withProfile(ConnectionProfile changed) {
        return new LoadPlan(target, changed, sizes, loadModel, verify, limit);
    }

    public LoadPlan withSizes(MessageSizes changed) {
        return new LoadPlan(target, profile, changed, loadModel, verify, limit);
    }

    public LoadPlan withLoadModel(LoadModel changed) {
        return new LoadPlan(target, profile, sizes, changed, verify, limit);
    }

    public LoadPlan withLimit(RunLimit changed) {
        return new LoadPlan(target, profile, sizes, loadModel, verify, changed);
    }
}
