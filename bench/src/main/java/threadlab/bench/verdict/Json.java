package threadlab.bench.verdict;

import tools.jackson.jr.ob.JSON;

/** Writes records as JSON and reads them again. A component that is null is written as null, not left out. */
public final class Json {
    private static final JSON JSON_WITH_NULLS = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT,
            JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {
    }

    /** Returns the value in several lines. */
    public static String text(Object value) {
        return JSON_WITH_NULLS.asString(value);
    }

    /** Returns the value in one line. */
    public static String line(Object value) {
        return JSON_WITH_NULLS.without(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(value);
    }

    public static <T> T read(Class<T> type, String json) {
        return JSON_WITH_NULLS.beanFrom(type, json);
    }
}
