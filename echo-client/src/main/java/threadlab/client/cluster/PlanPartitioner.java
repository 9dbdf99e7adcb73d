package threadlab.client.cluster;

import java.util.ArrayList;
import java.util.List;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.Preconditions;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.verify.MessageSizes;

/**
 * A plan shared out to workers, so that the parts make up the whole: of sessions, idle ones and counted echoes each has as
 * many as any other or one more; rates of connecting, churn and newcomers are divided; in an open loop all sessions take
 * turns over all workers, so that messages are due when those of one process would be. Sizes and random arrivals follow
 * the seed and the worker's number. Pure.
 */
final class PlanPartitioner {
    private final LoadPlan plan;
    private final List<Target> routes;
    private final int workers;

    private PlanPartitioner(LoadPlan plan, List<Target> routes, int workers) {
        this.plan = plan;
        this.routes = routes;
        this.workers = workers;
    }

    /**
     * @param routes one or more, which the workers take in turn
     * @throws IllegalArgumentException if there is too little of something for so many
     */
    static List<LoadPlan> of(LoadPlan plan, List<Target> routes, int workers) {
        Preconditions.check(routes.size() <= workers, "servers", routes.size() + " of them",
                "at most " + workers + ", one for each worker");
        RunLimit extent = plan.extent();
        Preconditions.check(plan.shape().sessions() >= workers, "sessions", plan.shape().sessions(),
                workers + " or more, one for each worker");
        Preconditions.check(extent.echoes() == 0 || extent.echoes() >= workers, "echoes", extent.echoes(),
                workers + " or more, one for each worker");
        var all = new PlanPartitioner(plan, routes, workers);
        var parts = new ArrayList<LoadPlan>();
        for (int i = 0; i < workers; i++) {
            parts.add(all.part(i));
        }
        return List.copyOf(parts);
    }

    private LoadPlan part(int index) {
        ConnectionProfile shape = plan.shape();
        int sessions = (int) share(shape.sessions(), index);
        var own = new ConnectionProfile(sessions, shape.connectRate() / workers, (int) share(shape.idle(), index),
                shape.churn() / workers, shape.newcomers() / workers);
        var sizes = new MessageSizes(plan.sizes().min(), plan.sizes().max(), plan.sizes().seed() + index);
        return new LoadPlan(routes.get(index % routes.size()), own, sizes, pacing(index), plan.verify(), extent(index));
    }

    private LoadModel pacing(int index) {
        return switch (plan.pacing()) {
            case LoadModel.Closed closed -> closed;
            case LoadModel.Open open -> new LoadModel.Open(open.perSecond(), open.arrival(), open.ramp(), open.depth(),
                    new LoadModel.Turns(index, workers, plan.shape().sessions()));
        };
    }

    private RunLimit extent(int index) {
        RunLimit extent = plan.extent();
        return extent.echoes() == 0 ? extent : RunLimit.ofEchoes(extent.warmup(), share(extent.echoes(), index));
    }

    private long share(long whole, int index) {
        return whole / workers + (index < whole % workers ? 1 : 0);
    }
}
