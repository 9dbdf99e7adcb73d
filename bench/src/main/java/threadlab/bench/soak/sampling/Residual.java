package threadlab.bench.soak.sampling;

import java.util.List;

/**
 * What there was of a resource before the load, and when all of its sessions had ended.
 *
 * @param before null where it is not told, and then neither is {@code after}
 */
public record Residual(String resource, Long before, Long after) {

    static List<Residual> of(Sample before, Sample after) {
        return Resource.returned().map(resource -> new Residual(resource.toString(), whole(resource.in(before)),
                whole(resource.in(after)))).toList();
    }

    private static Long whole(Number number) {
        return number == null ? null : number.longValue();
    }

    public boolean isLeft() {
        return before != null && after != null && after > before;
    }
}
