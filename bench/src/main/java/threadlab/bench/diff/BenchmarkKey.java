package threadlab.bench.diff;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Identity of a benchmark: results with equal keys can be compared.
 *
 * @param name class and method, with the package
 * @param mode as JMH abbreviates it: {@code thrpt}, {@code avgt}, {@code sample}, {@code ss}
 * @param threads that ran it at the same time
 * @param params by name, sorted
 */
record BenchmarkKey(String name, String mode, int threads, Map<String, String> params) {

    BenchmarkKey {
        params = new TreeMap<>(params);
    }

    /** Returns the key without one parameter. */
    BenchmarkKey without(String param) {
        var fewer = new TreeMap<>(params);
        fewer.remove(param);
        return new BenchmarkKey(name, mode, threads, fewer);
    }

    /** Returns class and method, without the package. */
    String shortName() {
        int method = name.lastIndexOf('.');
        return name.substring(name.lastIndexOf('.', method - 1) + 1);
    }

    /** Returns the parameters as text: {@code sessions=64 size=10}. */
    String paramsText() {
        return params.entrySet().stream().map(param -> param.getKey() + "=" + param.getValue())
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return (shortName() + " " + paramsText()).strip() + (threads == 1 ? "" : " threads=" + threads);
    }
}
