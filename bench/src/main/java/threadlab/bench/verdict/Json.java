package threadlab.bench.verdict;

import tools.jackson.jr.ob.JSON;

/** Records to JSON and back; what is unknown is written as null, not left out. */
public final class Json {
    private static final JSON JSON_WITH_NULLS = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT,
            JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {
    }

    public static String text(Object value) {
        return JSON_WITH_NULLS.asString(value);
    }

    /** In one line. */
    public static String line(Object value) {
        return JSON_WITH_NULLS.without(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(value);
    }

    public static <T> T read(Class<T> type, String json) {
        return JSON_WITH_NULLS.beanFrom(type, json);
    }
}
