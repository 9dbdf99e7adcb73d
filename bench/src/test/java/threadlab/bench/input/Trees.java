package threadlab.bench.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.jr.ob.JSON;

/** JSON in which a single node, or every text, is another. A path has the names and the numbers that lead to a node. */
public final class Trees {
    /** In place of a node: it is left out. */
    public static final Object NOTHING = new Object();

    private static final Pattern BEYOND_ASCII = Pattern.compile("[\\ud800-\\udbff](?![\\udc00-\\udfff])|"
            + "(?<![\\ud800-\\udbff])[\\udc00-\\udfff]|[\\x7f-\\ud7ff\\ue000-\\uffff]");

    private Trees() {
    }

    /** With escapes for what is not ASCII, so that text can be written that is none in any encoding. */
    public static String json(Object tree) {
        return BEYOND_ASCII.matcher(JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(tree))
                .replaceAll(c -> String.format("\\\\u%04x", (int) c.group().charAt(0)));
    }

    /** Keeps the first two elements of each list, since the others are alike. */
    public static Object shortened(Object tree) {
        return switch (tree) {
            case List<?> list -> list.stream().limit(2).map(Trees::shortened).collect(Collectors.toList());
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((name, field) -> copy.put(name, shortened(field)));
                yield copy;
            }
            case null, default -> tree;
        };
    }

    /** All of them, the root first. */
    public static Stream<List<Object>> paths(Object tree) {
        Stream<List<Object>> below = switch (tree) {
            case Map<?, ?> map -> map.entrySet().stream().flatMap(
                    field -> paths(field.getValue()).map(path -> prepended(field.getKey(), path)));
            case List<?> list -> IntStream.range(0, list.size()).boxed()
                    .flatMap(i -> paths(list.get(i)).map(path -> prepended(i, path)));
            case null, default -> Stream.of();
        };
        return Stream.concat(Stream.of(List.of()), below);
    }

    private static List<Object> prepended(Object first, List<Object> path) {
        return Stream.concat(Stream.of(first), path.stream()).toList();
    }

    /** A copy with another value there. */
    public static Object with(Object tree, List<Object> path, Object value) {
        if (path.isEmpty()) {
            return value;
        }
        List<Object> rest = path.subList(1, path.size());
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            Object replaced = with(map.get(path.getFirst()), rest, value);
            copy.put(path.getFirst(), replaced);
            copy.values().removeIf(NOTHING::equals);
            return copy;
        }
        List<Object> copy = new ArrayList<>((List<?>) tree);
        copy.set((Integer) path.getFirst(), with(copy.get((Integer) path.getFirst()), rest, value));
        copy.removeIf(NOTHING::equals);
        return copy;
    }

    /**
     * A copy with other texts.
     *
     * @param fixed fields whose text stays
     * @param open fields with objects whose names are text too
     */
    public static Object withTexts(Object tree, Set<String> fixed, Set<String> open, UnaryOperator<String> other) {
        return withTexts("", tree, fixed, open, other);
    }

    private static Object withTexts(String field, Object tree, Set<String> fixed, Set<String> open,
            UnaryOperator<String> other) {
        return switch (tree) {
            case String text -> fixed.contains(field) ? text : other.apply(text);
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                list.forEach(element -> copy.add(withTexts(field, element, fixed, open, other)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((name, value) -> copy.put(open.contains(field) ? other.apply((String) name) : (String) name,
                        withTexts((String) name, value, fixed, open, other)));
                yield copy;
            }
            case null, default -> tree;
        };
    }
}
