package threadlab.client.cli;

import java.io.IOException;
import java.util.List;
import threadlab.client.capacity.Capacity;
import threadlab.client.capacity.CapacityReport;
import threadlab.client.capacity.LatencyBound;
import threadlab.client.capacity.RateStep;
import threadlab.client.capacity.SteppedLoad;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.result.LoadListener;
import threadlab.support.cli.ProgressLine;

/** Carries out {@code load --find-rate}, and shows each step on a terminal. */
record RateFinder(LoadPlan plan, LatencyBound bound, ProgressLine terminal) implements SteppedLoad.Watcher {

    /** Returns a load that holds as many ports as the steps of a search do, whose connections follow each other. */
    static LoadPlan withPortsOfAllSteps(LoadPlan plan, LatencyBound bound) {
        ConnectionProfile profile = plan.profile();
        double closed = (double) profile.initialSessions() * LatencyBound.USUAL_STEPS
                / bound.expectedSearch().toSeconds();
        return plan.withLimit(RunLimit.ofTime(plan.limit().warmup(), bound.expectedSearch()))
                .withProfile(new ConnectionProfile(profile.sessions(), profile.connectRate(), profile.idleSessions(),
                        Math.min(ConnectionProfile.MAX_RATE, profile.churn() + closed), 0));
    }

    /**
     * Blocks until the rate is found, or until a signal ends the search.
     *
     * @throws IOException if there is no server
     */
    CapacityReport find(ShutdownHook hook) throws IOException, InterruptedException {
        var load = new SteppedLoad(plan, bound, this);
        hook.then(load::stop);
        Capacity found = load.search(plan.limit().warmup());
        double reported = found.held().or(found::notHeld).map(RateStep::ratePerSecond).orElse(bound.lowestRate());
        return new CapacityReport(found, bound, load.plan(reported));
    }

    @Override
    public LoadListener begins(LoadPlan step) {
        return terminal.isShown() ? new LoadProgress(terminal::show, step) : LoadListener.all(List.of());
    }

    @Override
    public void ended(RateStep step) {
        if (terminal.isShown()) {
            terminal.println(CapacityReport.text(step));
        }
    }
}
