package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names benchmarks as shortly as they can be told apart: what all have in common is said once, in the caption. */
public final class Labels {
    private static final String GAP = "...";

    private final Set<String> ambiguous;
    private final Map<String, String> common;
    private final boolean withMode;
    private final boolean withThreads;
    private final String commonThreads;

    public Labels(Collection<BenchmarkKey> keys) {
        ambiguous = ambiguous(keys);
        common = common(keys);
        withMode = keys.stream().map(BenchmarkKey::mode).distinct().count() > 1;
        List<Integer> threads = keys.stream().map(BenchmarkKey::threads).distinct().toList();
        withThreads = threads.size() > 1 || keys.size() == 1 && threads.getFirst() > 1;
        commonThreads = withThreads || threads.isEmpty() || threads.getFirst() == 1
                ? ""
                : "threads=" + threads.getFirst();
    }

    private static Set<String> ambiguous(Collection<BenchmarkKey> keys) {
        Map<String, Set<String>> names = new HashMap<>();
        keys.forEach(key -> names.computeIfAbsent(key.shortName(), name -> new HashSet<>()).add(key.name()));
        return names.entrySet().stream().filter(entry -> entry.getValue().size() > 1).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** A single benchmark has all of its parameters in its label. */
    private static Map<String, String> common(Collection<BenchmarkKey> keys) {
        Map<String, Set<String>> values = new TreeMap<>();
        keys.forEach(key -> key.params().forEach(
                (name, value) -> values.computeIfAbsent(name, none -> new HashSet<>()).add(value)));
        Map<String, String> common = new LinkedHashMap<>();
        values.forEach((name, all) -> {
            long having = keys.stream().filter(key -> key.params().containsKey(name)).count();
            if (all.size() == 1 && having > 1 && having == keys.size()) {
                common.put(name, all.iterator().next());
            }
        });
        return common;
    }

    /** Returns what all benchmarks have in common; empty if that is nothing. */
    public String common() {
        return Stream.concat(common.entrySet().stream().map(param -> param.getKey() + "=" + param.getValue()),
                Stream.of(commonThreads)).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    public String of(BenchmarkKey key) {
        return (name(key) + " " + details(key)).strip();
    }

    /** Returns class and method, with the package if there are others of that name. */
    public String name(BenchmarkKey key) {
        return ambiguous.contains(key.shortName()) ? key.name() : key.shortName();
    }

    /** Returns the mode, the parameters and the threads, as far as they are not the same in all. */
    public String details(BenchmarkKey key) {
        List<String> parts = new ArrayList<>();
        if (withMode) {
            parts.add(key.mode());
        }
        key.params().forEach((name, value) -> {
            if (!common.containsKey(name)) {
                parts.add(name + "=" + value);
            }
        });
        if (withThreads) {
            parts.add("threads=" + key.threads());
        }
        return String.join(" ", parts);
    }

    /** Returns text of at most so many characters: the middle of a longer one is left out. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int tail = (most - GAP.length()) / 2;
        int start = most - GAP.length() - tail;
        int end = text.length() - tail;
        // Half a character is none.
        return text.substring(0, Character.isHighSurrogate(text.charAt(start - 1)) ? start - 1 : start) + GAP
                + text.substring(Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end);
    }
}
