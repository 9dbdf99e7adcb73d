package threadlab.server;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A thread model as options and reports name it: {@code virtual}, or {@code pool:200} with the threads of its pool.
 *
 * @param poolThreads has a meaning for {@link ThreadModel#POOL} only
 */
public record ModelName(ThreadModel model, int poolThreads) {
    /** The threads of a pool whose size is not named: what Tomcat has. */
    public static final int USUAL_POOL = 200;
    /** All names, for texts. */
    public static final String ALLOWED = "platform, virtual, virtual-tuned, event-loop, pool:N, virtual-per-request";

    private static final Pattern POOL = Pattern.compile(ThreadModel.POOL + ":([1-9]\\d{0,4})");

    /** Returns the name of a model, with the usual pool if it has one. */
    public static ModelName of(ThreadModel model) {
        return new ModelName(model, USUAL_POOL);
    }

    /** Returns the model with that name; empty if there is none. {@code pool} has {@value #USUAL_POOL} threads. */
    public static Optional<ModelName> named(String text) {
        Matcher pool = POOL.matcher(text);
        if (pool.matches()) {
            return Optional.of(new ModelName(ThreadModel.POOL, Integer.parseInt(pool.group(1))));
        }
        return Arrays.stream(ThreadModel.values()).filter(model -> model.toString().equalsIgnoreCase(text)).findFirst()
                .map(ModelName::of);
    }

    @Override
    public String toString() {
        return model == ThreadModel.POOL ? model + ":" + poolThreads : model.toString();
    }
}
