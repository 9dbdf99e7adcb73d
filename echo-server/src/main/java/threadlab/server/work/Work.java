package threadlab.server.work;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.server.work.NonBlockingStages.Message;

/**
 * What a server does for each message before it echoes it. The times of a message depend on the seed, the number of its
 * session and its own number alone, so each candidate of a comparison gets the same messages. Thread-safe.
 */
public final class Work implements Closeable {
    private static final int LARGEST_MESSAGE = 1 << 20;

    private final String recipe;
    private final List<Stage> stages;
    private final int messageBytes;
    private final long seed;
    private final Computing computing;
    private final WorkCounters counters;
    private final NonBlockingStages nonBlocking;
    private final @Nullable BackendClient backend;
    private final AtomicLong sessions = new AtomicLong();

    private Work(String recipe, List<Stage> stages, int messageBytes, long seed, Computing computing,
            @Nullable BackendClient backend) {
        if (messageBytes < 1 || messageBytes > LARGEST_MESSAGE) {
            throw new IllegalArgumentException("message is " + messageBytes + ", allowed: 1 to " + LARGEST_MESSAGE);
        }
        this.recipe = recipe;
        this.stages = stages;
        this.messageBytes = messageBytes;
        this.seed = seed;
        this.computing = computing;
        this.counters = new WorkCounters(stages, System::nanoTime);
        this.nonBlocking = new NonBlockingStages(counters);
        this.backend = backend;
    }

    /**
     * Returns the work of a recipe.
     *
     * @param recipe such as {@code cpu 50us, pool 20 { wait 8ms }}, or a name such as {@code api}
     * @param messageBytes the size of a message: so many bytes of a session cause the work once
     * @param computing how {@code cpu} is measured out
     * @throws IllegalArgumentException in one line
     */
    public static Work of(String recipe, int messageBytes, long seed, Computing computing) {
        return calling(null, recipe, messageBytes, seed, computing);
    }

    /**
     * Returns the work of a recipe that may call a backend.
     *
     * @param backend its address
     * @throws IllegalArgumentException in one line
     */
    public static Work of(String recipe, int messageBytes, long seed, Computing computing, InetSocketAddress backend) {
        return calling(new BackendClient(backend), recipe, messageBytes, seed, computing);
    }

    private static Work calling(@Nullable BackendClient backend, String nameOrRecipe, int messageBytes, long seed,
            Computing computing) {
        String recipe = recipe(nameOrRecipe);
        return new Work(recipe, RecipeParser.parse(recipe, computing, backend), messageBytes, seed, computing, backend);
    }

    /** Returns the recipe of a name, such as {@code api}; any other text is returned as it is. */
    public static String recipe(String nameOrRecipe) {
        return NamedRecipes.recipe(nameOrRecipe);
    }

    /** Returns whether a recipe, which must be a right one, has a stage that computes. */
    public static boolean computes(String recipe) {
        return stages(recipe).anyMatch(Stage::computes);
    }

    /** Returns whether a recipe, which must be a right one, has a stage that calls a backend. */
    public static boolean calls(String recipe) {
        return stages(recipe).anyMatch(Stage::calls);
    }

    private static Stream<Stage> stages(String recipe) {
        var nowhere = new BackendClient(InetSocketAddress.createUnresolved("backend", 0));
        return RecipeParser.parse(recipe(recipe), new Computing(1), nowhere).stream();
    }

    /** Returns whether it can be done only by a thread that it may block. */
    public boolean needsThread() {
        return stages.stream().anyMatch(NonBlockingStages::needsThread);
    }

    /** Returns whether a recipe, which must be a right one, can be done only by a thread that it may block. */
    public static boolean needsThread(String recipe) {
        return stages(recipe).anyMatch(NonBlockingStages::needsThread);
    }

    /** Returns the recipe, not its name. */
    public String recipe() {
        return recipe;
    }

    /** Returns how {@code cpu} is measured out. */
    public Computing computing() {
        return computing;
    }

    /** Returns what was counted so far. The most messages in work are those since the last call. */
    public WorkStats takeStats() {
        return counters.take();
    }

    WorkCounters counters() {
        return counters;
    }

    int messageBytes() {
        return messageBytes;
    }

    /** Returns the work of the next session. */
    public SessionWork nextSession() {
        return new SessionWork(this, sessions.getAndIncrement());
    }

    CompletionStage<Void> begin(long session, long message, Loop loop, BooleanSupplier isCancelled) {
        counters.messageBegins();
        return nonBlocking.begin(stages, new Message(new Draw(seed, session, message), loop, isCancelled))
                .whenComplete((done, failure) -> counters.messageEnds());
    }

    void run(long session, long message) throws WorkFailedException, InterruptedException {
        var draw = new Draw(seed, session, message);
        counters.messageBegins();
        try {
            for (Stage stage : stages) {
                stage.run(draw, counters);
            }
        } finally {
            counters.messageEnds();
        }
    }

    /** Closes the connections to a backend: those in use once their call is answered. */
    @Override
    public void close() throws IOException {
        nonBlocking.close();
        if (backend != null) {
            backend.close();
        }
    }
}
