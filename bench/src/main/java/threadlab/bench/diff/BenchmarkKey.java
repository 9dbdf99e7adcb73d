package threadlab.bench.diff;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Identity of a benchmark: results with equal keys can be compared.
 *
 * @param name class and method, with the package; a method of a group follows after a colon
 * @param mode as JMH abbreviates it: {@code thrpt}, {@code avgt}, {@code sample}, {@code ss}
 * @param threads that ran it at the same time
 * @param params by name, sorted
 */
public record BenchmarkKey(String name, String mode, int threads, Map<String, String> params) {
    private static final Pattern JAVA_NAME = Pattern.compile("[\\p{L}_$][\\w$]*(\\.[\\p{L}_$][\\w$]*)+(:.*)?");

    public BenchmarkKey {
        params = new TreeMap<>(params);
    }

    /** Returns the key without one parameter. */
    BenchmarkKey without(String param) {
        var fewer = new TreeMap<>(params);
        fewer.remove(param);
        return new BenchmarkKey(name, mode, threads, fewer);
    }

    BenchmarkKey with(String param, String value) {
        var more = new TreeMap<>(params);
        more.put(param, value);
        return new BenchmarkKey(name, mode, threads, more);
    }

    /** Returns the key with these parameters only. */
    BenchmarkKey withOnly(Collection<String> names) {
        var fewer = new TreeMap<>(params);
        fewer.keySet().retainAll(names);
        return new BenchmarkKey(name, mode, threads, fewer);
    }

    BenchmarkKey named(String other) {
        return new BenchmarkKey(other, mode, threads, params);
    }

    BenchmarkKey withThreads(int number) {
        return new BenchmarkKey(name, mode, number, params);
    }

    BenchmarkKey withMode(String other) {
        return new BenchmarkKey(name, other, threads, params);
    }

    /** Returns class and method, without the package. What is no name of Java, such as a sentence, stays whole. */
    String shortName() {
        if (!JAVA_NAME.matcher(name).matches()) {
            return name;
        }
        int colon = name.indexOf(':');
        int method = name.lastIndexOf('.', colon < 0 ? name.length() : colon);
        return name.substring(name.lastIndexOf('.', method - 1) + 1);
    }
}
