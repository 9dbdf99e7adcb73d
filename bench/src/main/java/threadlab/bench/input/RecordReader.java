package threadlab.bench.input;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of untrusted JSON, field by field. Only components that are {@link Nullable} may be null or left out.
 * Fields that no component has are ignored.
 */
public final class RecordReader {
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    /** Cached, since a file may have a hundred thousand records of a type. */
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private record Component(String name, Type type, boolean isNullable) {
        static Component of(RecordComponent component) {
            return new Component(component.getName(), component.getGenericType(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }
    }

    private record Shape(Constructor<?> constructor, List<Component> components) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(
                        Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new));
                constructor.setAccessible(true);
                return new Shape(constructor, Stream.of(components).map(Component::of).toList());
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e); // every record has it
            }
        }
    }

    private RecordReader() {
    }

    /**
     * Returns a record of what {@link JsonInput} has read.
     *
     * @throws MalformedInput with the path of the field that is wrong: {@code trials[3].result is missing}
     */
    public static <T extends Record> T of(Class<T> type, @Nullable Object json) {
        return type.cast(record(type, json, ""));
    }

    private static Object value(Type type, @Nullable Object json, String path) {
        if (json == null) {
            throw new MalformedInput(path + " is missing");
        }
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? list(of[0], json, path) : map(of[1], json, path);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain, json, path);
        }
        return switch (plain.getSimpleName()) {
            case "String" -> expect(String.class, json, path, "a text");
            case "boolean" -> expect(Boolean.class, json, path, "true or false");
            case "int", "Integer" -> (int) whole(json, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "long", "Long" -> whole(json, path, Long.MIN_VALUE, Long.MAX_VALUE);
            case "double", "Double", "Number" -> number(json, path);
            default -> throw new IllegalStateException(plain + " is not read from JSON");
        };
    }

    private static List<Object> list(Type element, Object json, String path) {
        List<?> elements = expect(List.class, json, path, "a list");
        List<Object> values = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            values.add(value(element, elements.get(i), path + "[" + i + "]"));
        }
        return values;
    }

    private static Map<String, Object> map(Type element, Object json, String path) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<?, ?> fields = expect(Map.class, json, path, "an object");
        fields.forEach((name, field) -> values.put((String) name, value(element, field, path + "." + name)));
        return values;
    }

    private static Object record(Class<?> type, @Nullable Object json, String path) {
        Map<?, ?> fields = expect(Map.class, json, path, "an object");
        Shape shape = SHAPES.get(type);
        Object[] values = new Object[shape.components.size()];
        for (int i = 0; i < values.length; i++) {
            Component component = shape.components.get(i);
            Object field = fields.get(component.name);
            values[i] = field == null && component.isNullable
                    ? null
                    : value(component.type, field, path.isEmpty() ? component.name : path + "." + component.name);
        }
        try {
            return shape.constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw new MalformedInput((path.isEmpty() ? "" : path + ": ") + refused.getMessage());
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T expect(Class<T> type, @Nullable Object json, String path, String allowed) {
        if (type.isInstance(json)) {
            return type.cast(json);
        }
        throw refusal(json, path, allowed);
    }

    private static long whole(Object json, String path, long least, long most) {
        try {
            long number = new BigDecimal(expect(Number.class, json, path, "a whole number").toString())
                    .longValueExact();
            if (least <= number && number <= most) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // refused below: the number is not whole, or not finite
        }
        throw refusal(json, path, "a whole number from " + least + " to " + most);
    }

    /** JSON has no word for infinity and NaN: they are written in quotes. */
    private static double number(Object json, String path) {
        return switch (json) {
            case Number number -> number.doubleValue();
            case String text when NOT_FINITE.contains(text) -> Double.parseDouble(text);
            default -> throw refusal(json, path, "a number");
        };
    }

    private static MalformedInput refusal(@Nullable Object json, String path, String allowed) {
        String found = switch (json) {
            case List<?> list -> "a list";
            case Map<?, ?> map -> "an object";
            case String text -> "'" + (text.length() <= 40 ? text : text.substring(0, 40) + "...") + "'";
            case null -> "null";
            default -> json.toString();
        };
        return new MalformedInput((path.isEmpty() ? "it" : path) + " is " + found + ", allowed: " + allowed);
    }
}
