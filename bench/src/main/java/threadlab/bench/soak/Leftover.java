package threadlab.bench.soak;

import java.util.List;

/**
 * What there was of a resource before the load, and when all of its sessions had ended.
 *
 * @param before null where it is not told, and then neither is {@code after}
 */
record Leftover(String resource, Long before, Long after) {

    static List<Leftover> of(Sample before, Sample after) {
        return Resource.returned().map(resource -> new Leftover(resource.toString(), whole(resource.in(before)),
                whole(resource.in(after)))).toList();
    }

    private static Long whole(Number number) {
        return number == null ? null : number.longValue();
    }

    boolean isLeft() {
        return before != null && after != null && after > before;
    }
}
