package threadlab.bench.soak.clients;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import threadlab.bench.soak.plan.SoakPlan;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.verify.MessageSizes;

/**
 * Everything at once, at a rate that leaves the machine room: some 600 messages and 35 new sessions a second. Honest
 * sessions send again well within the server's idle timeout, so that it ends none of them.
 */
public final class SoakLoad {
    private static final int CHURNING = 100;
    private static final int SCHEDULED = 20;
    /** Beyond the idle timeout: what the server ended late, or did not end, is seen. */
    private static final Duration RUDE_PATIENCE = Duration.ofSeconds(30);

    private final List<VerifiedLoad> honest;
    private final List<ClientGroup> crowds;

    public SoakLoad(SoakPlan plan, int port) {
        this.honest = List.of(new VerifiedLoad("churn", churn(plan, port)), new VerifiedLoad("schedule", schedule(plan,
                port)));
        this.crowds = crowds(plan, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** A closed loop; each second some of the sessions end and others take their place. */
    private static LoadPlan churn(SoakPlan plan, int port) {
        return honest(plan, port, new ConnectionProfile(CHURNING, 0, 0, 20, 0),
                new LoadModel.Closed(1, Duration.ofMillis(250)));
    }

    /** An open loop: these send when their time has come, whatever the server does. */
    private static LoadPlan schedule(SoakPlan plan, int port) {
        return honest(plan, port, new ConnectionProfile(SCHEDULED, 0, 0, 2, 0),
                new LoadModel.Open(200, LoadModel.Arrival.POISSON, Duration.ZERO));
    }

    private static LoadPlan honest(SoakPlan plan, int port, ConnectionProfile shape, LoadModel pacing) {
        return new LoadPlan(new Target(InetAddress.getLoopbackAddress().getHostAddress(), port), shape,
                new MessageSizes(1, MisbehavingClient.LARGEST, plan.seed()), pacing, true,
                RunLimit.ofTime(plan.settle(), plan.duration().minus(plan.settle())));
    }

    private static List<ClientGroup> crowds(SoakPlan plan, InetSocketAddress server) {
        Duration patience = plan.idleTimeout().plus(RUDE_PATIENCE);
        return List.of(
                new ClientGroup("resets", new Resetter(), 5, server, patience, plan.seed() + 1),
                new ClientGroup("half-closes", new HalfCloser(), 5, server, patience, plan.seed() + 2),
                new ClientGroup("silent", new SilentClient(), 1, server, patience, plan.seed() + 3),
                new ClientGroup("silent leavers", new SilentLeaver(plan.idleTimeout()), 1, server, patience,
                        plan.seed() + 4),
                new ClientGroup("stalled readers", new StalledReader(), 0.5, server, patience, plan.seed() + 5));
    }

    /** Ends by itself when the plan's time is over, as far as the honest ones go. */
    public void start() {
        honest.forEach(VerifiedLoad::start);
        crowds.forEach(ClientGroup::start);
    }

    public long echoesPerSecond() {
        return honest.stream().mapToLong(VerifiedLoad::echoesPerSecond).sum();
    }

    /** From any thread; without effect on what has ended. */
    public void stop() {
        honest.forEach(VerifiedLoad::stop);
        crowds.forEach(ClientGroup::stop);
    }

    /** Blocks until all have left, about the server's idle timeout. */
    public SoakLoadReport end() throws InterruptedException {
        crowds.forEach(ClientGroup::stop);
        List<VerifiedLoadReport> answers = honest.stream().map(VerifiedLoad::end).toList();
        List<MisbehavingReport> rude = new ArrayList<>();
        for (ClientGroup crowd : crowds) {
            rude.add(crowd.end());
        }
        return new SoakLoadReport(answers, rude);
    }
}
