package threadlab.bench.soak;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import threadlab.client.Extent;
import threadlab.client.LoadPlan;
import threadlab.client.Pacing;
import threadlab.client.Route;
import threadlab.client.Shape;
import threadlab.client.Sizes;

/**
 * Everything at once, at a rate that leaves the machine room: some 600 messages and 35 new sessions a second. Honest
 * sessions send again well within the server's idle timeout, so that it ends none of them.
 */
final class Load {
    private static final int CHURNING = 100;
    private static final int SCHEDULED = 20;
    /** Beyond the idle timeout: what the server ended late, or did not end, is seen. */
    private static final Duration RUDE_PATIENCE = Duration.ofSeconds(30);

    private final List<HonestLoad> honest;
    private final List<Crowd> crowds;

    Load(SoakPlan plan, int port) {
        this.honest = List.of(new HonestLoad("churn", churn(plan, port)), new HonestLoad("schedule", schedule(plan,
                port)));
        this.crowds = crowds(plan, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** A closed loop; each second some of the sessions end and others take their place. */
    private static LoadPlan churn(SoakPlan plan, int port) {
        return honest(plan, port, new Shape(CHURNING, 0, 0, 20, 0), new Pacing.Closed(1, Duration.ofMillis(250)));
    }

    /** An open loop: these send when their time has come, whatever the server does. */
    private static LoadPlan schedule(SoakPlan plan, int port) {
        return honest(plan, port, new Shape(SCHEDULED, 0, 0, 2, 0),
                new Pacing.Open(200, Pacing.Arrival.POISSON, Duration.ZERO));
    }

    private static LoadPlan honest(SoakPlan plan, int port, Shape shape, Pacing pacing) {
        return new LoadPlan(new Route(InetAddress.getLoopbackAddress().getHostAddress(), port), shape,
                new Sizes(1, RudeClient.LARGEST, plan.seed()), pacing, true,
                Extent.ofTime(plan.settle(), plan.duration().minus(plan.settle())));
    }

    private static List<Crowd> crowds(SoakPlan plan, InetSocketAddress server) {
        Duration patience = plan.idleTimeout().plus(RUDE_PATIENCE);
        return List.of(
                new Crowd("resets", new Resetter(), 5, server, patience, plan.seed() + 1),
                new Crowd("half-closes", new HalfCloser(), 5, server, patience, plan.seed() + 2),
                new Crowd("silent", new SilentClient(), 1, server, patience, plan.seed() + 3),
                new Crowd("silent leavers", new SilentLeaver(plan.idleTimeout()), 1, server, patience, plan.seed() + 4),
                new Crowd("stalled readers", new StalledReader(), 0.5, server, patience, plan.seed() + 5));
    }

    /** Ends by itself when the plan's time is over, as far as the honest ones go. */
    void start() {
        honest.forEach(HonestLoad::start);
        crowds.forEach(Crowd::start);
    }

    long echoesPerSecond() {
        return honest.stream().mapToLong(HonestLoad::echoesPerSecond).sum();
    }

    /** From any thread; without effect on what has ended. */
    void stop() {
        honest.forEach(HonestLoad::stop);
        crowds.forEach(Crowd::stop);
    }

    /** Blocks until all have left, about the server's idle timeout. */
    LoadReport end() throws InterruptedException {
        crowds.forEach(Crowd::stop);
        List<HonestReport> answers = honest.stream().map(HonestLoad::end).toList();
        List<RudeReport> rude = new ArrayList<>();
        for (Crowd crowd : crowds) {
            rude.add(crowd.end());
        }
        return new LoadReport(answers, rude);
    }
}
