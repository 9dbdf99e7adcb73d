package threadlab.bench.diff;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What makes two results results of the same benchmark.
 *
 * @param name class and method, with the package
 * @param mode JMH's short word: {@code thrpt}, {@code avgt}, {@code sample}, {@code ss}
 * @param threads that ran it at once
 * @param params by name, sorted
 */
record BenchmarkKey(String name, String mode, int threads, Map<String, String> params) {

    BenchmarkKey {
        params = new TreeMap<>(params);
    }

    /** The same without one parameter. */
    BenchmarkKey without(String param) {
        var fewer = new TreeMap<>(params);
        fewer.remove(param);
        return new BenchmarkKey(name, mode, threads, fewer);
    }

    /** Class and method. */
    String shortName() {
        int method = name.lastIndexOf('.');
        return name.substring(name.lastIndexOf('.', method - 1) + 1);
    }

    /** {@code sessions=64 size=10}, or empty. */
    String paramsText() {
        return params.entrySet().stream().map(param -> param.getKey() + "=" + param.getValue())
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return (shortName() + " " + paramsText()).strip() + (threads == 1 ? "" : " threads=" + threads);
    }
}
