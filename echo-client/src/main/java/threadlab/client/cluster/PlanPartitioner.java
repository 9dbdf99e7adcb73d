package threadlab.client.cluster;

import java.util.ArrayList;
import java.util.List;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.verify.MessageSizes;
import threadlab.support.Preconditions;

/**
 * Divides a plan among workers. Sessions, idle sessions and counted echoes are divided so that no worker has two more
 * than another; the rates of connecting, churn and probe sessions are divided evenly. In an open loop the sessions of
 * all workers take turns in one schedule, so that messages are due at the same times as those of one process. Sizes and
 * random arrivals depend on the seed and the worker's number.
 */
final class PlanPartitioner {
    private final LoadPlan plan;
    private final List<Target> targets;
    private final int workers;

    private PlanPartitioner(LoadPlan plan, List<Target> targets, int workers) {
        this.plan = plan;
        this.targets = targets;
        this.workers = workers;
    }

    /**
     * @param targets servers that the workers take in turn
     * @throws IllegalArgumentException if something cannot be divided among so many
     */
    static List<LoadPlan> parts(LoadPlan plan, List<Target> targets, int workers) {
        Preconditions.check(targets.size() <= workers, "number of servers", targets.size(),
                "at most " + workers + ", one for each worker");
        RunLimit limit = plan.limit();
        Preconditions.check(plan.profile().sessions() >= workers, "sessions", plan.profile().sessions(),
                workers + " or more, one for each worker");
        Preconditions.check(limit.echoes() == 0 || limit.echoes() >= workers, "echoes", limit.echoes(),
                workers + " or more, one for each worker");
        var all = new PlanPartitioner(plan, targets, workers);
        var parts = new ArrayList<LoadPlan>();
        for (int i = 0; i < workers; i++) {
            parts.add(all.part(i));
        }
        return List.copyOf(parts);
    }

    private LoadPlan part(int index) {
        ConnectionProfile profile = plan.profile();
        int sessions = (int) share(profile.sessions(), index);
        var own = new ConnectionProfile(sessions, profile.connectRate() / workers,
                (int) share(profile.idleSessions(), index),
                profile.churn() / workers, profile.probeRate() / workers);
        var sizes = new MessageSizes(plan.sizes().min(), plan.sizes().max(), plan.sizes().seed() + index);
        return new LoadPlan(targets.get(index % targets.size()), own, sizes, loadModel(index), plan.verify(),
                limit(index));
    }

    private LoadModel loadModel(int index) {
        return switch (plan.loadModel()) {
            case LoadModel.Closed closed -> closed;
            case LoadModel.Open open -> new LoadModel.Open(open.rate(), open.arrival(), open.ramp(), open.depth(),
                    new LoadModel.ScheduleSlice(index, workers, plan.profile().sessions()));
        };
    }

    private RunLimit limit(int index) {
        RunLimit limit = plan.limit();
        return limit.echoes() == 0 ? limit : RunLimit.ofEchoes(limit.warmup(), share(limit.echoes(), index));
    }

    private long share(long whole, int index) {
        return whole / workers + (index < whole % workers ? 1 : 0);
    }
}
