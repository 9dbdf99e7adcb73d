package threadlab.server.work;

import java.util.Map;

/** Recipes that have a name, for the usual kinds of servers. */
final class NamedRecipes {
    private static final Map<String, String> RECIPES = Map.of(
            // computes a little, and asks a database over a pool of connections; a few answers take long
            "api", "cpu 100us, pool 50 { wait lognormal 8ms p99 40ms }, cpu 100us",
            // computes only
            "cpu", "cpu exp 1ms",
            // asks another service, and passes its answer on
            "gateway", "cpu 50us, wait exp 30ms");

    private NamedRecipes() {
    }

    /** Returns the recipe with that name; the text itself if it is no name. */
    static String recipe(String text) {
        return RECIPES.getOrDefault(text.strip(), text);
    }
}
