package threadlab.bench.compare;

import tools.jackson.jr.ob.JSON;

/** Records to JSON and back; what is unknown is written as null, not left out. */
final class Json {
    private static final JSON JSON_WITH_NULLS = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT,
            JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {
    }

    static String text(Object value) {
        return JSON_WITH_NULLS.asString(value);
    }

    static <T> T read(Class<T> type, String json) {
        return JSON_WITH_NULLS.beanFrom(type, json);
    }
}
