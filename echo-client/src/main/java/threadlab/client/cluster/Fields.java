package threadlab.client.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import threadlab.client.plan.Preconditions;

/** Reads the fields of a JSON object that came from elsewhere: what is missing or of another kind is refused. Pure. */
record Fields(Map<String, Object> values) {
    private static final int LONGEST = 2_000;

    String text(String name) {
        String text = of(String.class, name);
        Preconditions.check(text.length() <= LONGEST, name, text.length() + " characters long", "at most " + LONGEST);
        return text;
    }

    /** Of any length that a note has. */
    String data(String name) {
        return of(String.class, name);
    }

    boolean flag(String name) {
        return of(Boolean.class, name);
    }

    long number(String name) {
        Object value = values.get(name);
        Preconditions.check(value instanceof Long || value instanceof Integer, name, kind(value), "a whole number");
        return ((Number) value).longValue();
    }

    int small(String name) {
        long number = number(name);
        Preconditions.check(number == (int) number, name, number, "a number of 32 bits");
        return (int) number;
    }

    /** How many; not negative. */
    long count(String name) {
        long number = number(name);
        Preconditions.check(number >= 0, name, number, "0 or more");
        return number;
    }

    double real(String name) {
        double real = of(Number.class, name).doubleValue();
        Preconditions.check(Double.isFinite(real), name, real, "a finite number");
        return real;
    }

    Duration nanos(String name) {
        return Duration.ofNanos(count(name));
    }

    /** From seconds with decimals, to the nanosecond. */
    Duration seconds(String name) {
        return Duration.ofNanos(Math.round(real(name) * 1e9));
    }

    Fields inner(String name) {
        return of(of(Map.class, name));
    }

    List<String> texts(String name) {
        List<?> texts = of(List.class, name);
        return texts.stream().map(String.class::cast).toList();
    }

    /** Null where the field is. */
    <T> T orNull(String name, Function<String, T> reader) {
        return values.get(name) == null ? null : reader.apply(name);
    }

    /** @throws ClassCastException if a name is no text, which JSON cannot hold */
    static Fields of(Map<?, ?> json) {
        var values = new LinkedHashMap<String, Object>();
        json.forEach((name, value) -> values.put((String) name, value));
        return new Fields(values);
    }

    private <T> T of(Class<T> kind, String name) {
        Object value = values.get(name);
        Preconditions.check(kind.isInstance(value), name, kind(value), "a " + kind.getSimpleName());
        return kind.cast(value);
    }

    private static String kind(Object value) {
        return value == null ? "missing" : "a " + value.getClass().getSimpleName();
    }
}
