package threadlab.bench.soak.clients;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.verify.MessageSizes;

/**
 * All clients of a soak. Their rates are low, so that the machine is never the limit: some 600 messages and 35 new
 * sessions a second. Verified sessions send again well within the server's idle timeout, so that it ends none of them.
 */
public final class SoakLoad {
    private static final int CHURNING = 100;
    private static final int SCHEDULED = 20;
    /** About as many are open at a time: the verified ones, and some 30 of clients that misbehave. */
    public static final int CONNECTIONS = CHURNING + SCHEDULED + 30;
    private static final int WARM_UP_PER_SECOND = 100;
    /** The time beyond the idle timeout within which the server must have ended a session. */
    private static final Duration TOLERATED_DELAY = Duration.ofSeconds(30);

    private final List<VerifiedLoad> verified;
    private final List<ClientGroup> misbehaving;

    /** Makes the load for a server on a port of loopback. */
    public SoakLoad(SoakPlan plan, int port) {
        this.verified = List.of(new VerifiedLoad("churn", churn(plan, port)),
                new VerifiedLoad("schedule", schedule(plan, port)));
        InetSocketAddress server = loopback(port);
        Duration timeout = timeout(plan);
        this.misbehaving = List.of(
                new ClientGroup("resets", new Resetter(), 5, server, timeout, plan.seed() + 1),
                new ClientGroup("half-closes", new HalfCloser(), 5, server, timeout, plan.seed() + 2),
                new ClientGroup("silent", new SilentClient(), 1, server, timeout, plan.seed() + 3),
                new ClientGroup("silent leavers", new SilentLeaver(plan.idleTimeout()), 1, server, timeout,
                        plan.seed() + 4),
                new ClientGroup("stalled readers", new StalledReader(), 0.5, server, timeout, plan.seed() + 5));
    }

    /** Returns clients that use the server a little before the load begins. */
    public static ClientGroup warmUp(SoakPlan plan, int port) {
        return new ClientGroup("warm-up", new HalfCloser(), WARM_UP_PER_SECOND, loopback(port), timeout(plan),
                plan.seed());
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static Duration timeout(SoakPlan plan) {
        return plan.idleTimeout().plus(TOLERATED_DELAY);
    }

    private static LoadPlan churn(SoakPlan plan, int port) {
        return verified(plan, port, new ConnectionProfile(CHURNING, 0, 0, 20, 0),
                new LoadModel.Closed(1, Duration.ofMillis(250)));
    }

    private static LoadPlan schedule(SoakPlan plan, int port) {
        return verified(plan, port, new ConnectionProfile(SCHEDULED, 0, 0, 2, 0),
                new LoadModel.Open(200, LoadModel.Arrival.POISSON, Duration.ZERO));
    }

    private static LoadPlan verified(SoakPlan plan, int port, ConnectionProfile connections, LoadModel model) {
        return new LoadPlan(new Target(InetAddress.getLoopbackAddress().getHostAddress(), port), connections,
                new MessageSizes(1, MisbehavingClient.MAX_MESSAGE, plan.seed()), model, true,
                RunLimit.ofTime(plan.settle(), plan.duration().minus(plan.settle())));
    }

    /** Starts all clients. The verified ones end by themselves after the plan's time. */
    public void start() {
        verified.forEach(VerifiedLoad::start);
        misbehaving.forEach(ClientGroup::start);
    }

    /** Returns the present rate of verified echoes. */
    public long echoesPerSecond() {
        return verified.stream().mapToLong(VerifiedLoad::echoesPerSecond).sum();
    }

    /** Ends all loads early. Thread-safe. */
    public void stop() {
        verified.forEach(VerifiedLoad::stop);
        misbehaving.forEach(ClientGroup::stop);
    }

    /** Blocks until all clients have disconnected, which takes about the server's idle timeout. */
    public SoakLoadReport end() throws InterruptedException {
        misbehaving.forEach(ClientGroup::stop);
        List<VerifiedLoadReport> loads = verified.stream().map(VerifiedLoad::end).toList();
        List<MisbehavingReport> groups = new ArrayList<>();
        for (ClientGroup group : misbehaving) {
            groups.add(group.end());
        }
        return new SoakLoadReport(loads, groups);
    }
}
