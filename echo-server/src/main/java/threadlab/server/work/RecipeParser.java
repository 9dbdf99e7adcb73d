package threadlab.server.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recipe: {@code cpu 50us, pool 20 { wait 8ms }}. docs/workloads.md has all of it.
 *
 * <pre>
 * recipe: stage, stage ...
 * stage:  cpu TIME | wait TIME | call TIME | pool N [spin] { recipe } | lock N { recipe } | monitor N { recipe }
 *         | fan N { recipe } | alloc SIZE { recipe } | depth N { recipe }
 * TIME:   5ms | exp 5ms | lognormal 5ms p99 50ms, each perhaps followed by | 2%: 200ms
 * </pre>
 */
final class RecipeParser {
    /** Shorter waits are not true: a timer is late by some ten microseconds, and a thread is woken later. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_PLACES = 1_000_000;
    private static final int MOST_BRANCHES = 1_000;
    private static final int MOST_FRAMES = 1_000;
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_OPEN = 10;
    private static final int SHOWN = 20;

    private static final Pattern TOKEN = Pattern.compile("\\s*([A-Za-z][\\w]*|\\d[\\w.]*%?|[,{}|:]|\\S)");

    private final Tokens tokens;
    private final Computing computing;
    private final @Nullable BackendClient backend;
    /** Braces that are open. */
    private int open;
    /** How often the stage is done at once for a message: the product of the fans around it. */
    private int atOnce = 1;
    /** The sum of the depths around the stage, so that no stack is too small. */
    private int frames;

    private RecipeParser(String text, Computing computing, @Nullable BackendClient backend) {
        this.tokens = new Tokens("work", text, TOKEN, SHOWN);
        this.computing = computing;
        this.backend = backend;
    }

    /**
     * Returns the stages of a recipe.
     *
     * @param backend for the stages that call one; null if none may
     * @throws IllegalArgumentException in one line, with the place and what is allowed there
     */
    static List<Stage> parse(String text, Computing computing, @Nullable BackendClient backend) {
        var parser = new RecipeParser(text, computing, backend);
        List<Stage> stages = parser.recipe();
        if (!parser.tokens.isAtEnd()) {
            throw parser.tokens.wrong("a comma and a further stage, or the end");
        }
        return stages;
    }

    private List<Stage> recipe() {
        List<Stage> stages = new ArrayList<>();
        stages.add(stage());
        while (tokens.take(",")) {
            stages.add(stage());
        }
        return List.copyOf(stages);
    }

    private Stage stage() {
        int begin = tokens.at();
        String name = tokens.peek();
        return switch (name) {
            case "cpu" -> new Stage.Cpu(timeAfterName(Duration.ofNanos(1)), computing);
            case "wait" -> new Stage.Wait(timeAfterName(SHORTEST_WAIT));
            case "call" -> {
                if (backend == null) {
                    throw tokens.wrong("a stage that calls nothing, since no backend is given");
                }
                yield new Stage.Call(timeAfterName(SHORTEST_WAIT), backend);
            }
            case "pool" -> {
                int places = countAfterName(MOST_PLACES);
                yield tokens.take("spin")
                        ? Stage.SpinningPool.of(places, within())
                        : Stage.Pool.of(places, within());
            }
            case "lock" -> Stage.Lock.of(countAfterName(MOST_PLACES), within());
            case "monitor" -> Stage.Monitor.of(countAfterName(MOST_PLACES), within());
            case "fan" -> fan();
            case "alloc" -> new Stage.Alloc(sizeAfterName(), within());
            case "depth" -> depth();
            default -> throw tokens.wrong(begin, "a stage: cpu, wait, call, pool, lock, monitor, fan, alloc or depth");
        };
    }

    private Stage fan() {
        int around = atOnce;
        int branches = countAfterName(MOST_BRANCHES / around);
        atOnce = around * branches;
        var fan = new Fan(branches, within());
        atOnce = around;
        return fan;
    }

    private Stage depth() {
        int above = frames;
        int more = countAfterName(Math.max(1, MOST_FRAMES - above));
        frames = above + more;
        var depth = new Stage.Depth(more, within());
        frames = above;
        return depth;
    }

    /** The stages in braces. */
    private List<Stage> within() {
        tokens.expect("{");
        if (++open > MOST_OPEN) {
            throw tokens.wrong("braces within braces up to " + MOST_OPEN + " times");
        }
        List<Stage> stages = recipe();
        tokens.expect("}");
        open--;
        return stages;
    }

    private int countAfterName(int most) {
        tokens.advance();
        int count = tokens.peek().matches("\\d{1,7}") ? Integer.parseInt(tokens.peek()) : 0;
        if (count < 1 || count > most) {
            throw tokens.wrong("a number from 1 to " + most);
        }
        tokens.advance();
        return count;
    }

    private int sizeAfterName() {
        tokens.advance();
        long bytes = Units.bytes(tokens.peek()).orElseThrow(() -> tokens.wrong("a size such as 500B, 4KB or 1MB"));
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw tokens.wrong("a size from 1B to 16MB");
        }
        tokens.advance();
        return (int) bytes;
    }

    private Time timeAfterName(Duration shortest) {
        tokens.advance();
        Time usual = time(shortest);
        if (!tokens.take("|")) {
            return usual;
        }
        if (!tokens.peek().matches("\\d{1,2}(\\.\\d{1,3})?%")) {
            throw tokens.wrong("a share such as 2%, and a colon");
        }
        double share = Double.parseDouble(tokens.peek().replace("%", "")) / 100;
        tokens.advance();
        tokens.expect(":");
        return new Time.Sometimes(usual, share, time(shortest));
    }

    private Time time(Duration shortest) {
        if (tokens.take("exp")) {
            return new Time.Exponential(duration(shortest).toNanos());
        }
        if (!tokens.take("lognormal")) {
            return Time.Constant.of(duration(shortest));
        }
        Duration mean = duration(shortest);
        tokens.expect("p99");
        int begin = tokens.at();
        try {
            return Time.Lognormal.of(mean.toNanos(), duration(shortest).toNanos());
        } catch (IllegalArgumentException e) {
            throw tokens.wrong(begin, String.valueOf(e.getMessage()));
        }
    }

    private Duration duration(Duration shortest) {
        var duration = Duration.ofNanos(
                Units.nanos(tokens.peek()).orElseThrow(() -> tokens.wrong("a time such as 20us, 5ms or 1s")));
        if (duration.compareTo(shortest) < 0 || duration.compareTo(LONGEST) > 0) {
            throw tokens.wrong("a time" + (shortest.equals(SHORTEST_WAIT) ? " from 1ms" : " above 0us") + " to 10s");
        }
        tokens.advance();
        return duration;
    }
}
