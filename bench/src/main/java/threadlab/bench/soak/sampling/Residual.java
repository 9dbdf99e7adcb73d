package threadlab.bench.soak.sampling;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Use of a resource before the load and after all of its sessions have ended. */
public record Residual(String resource, @Nullable Long before, @Nullable Long after) {

    /** Returns one for each resource that must be returned. */
    static List<Residual> of(Sample before, Sample after) {
        return Stream.of(Resource.values()).filter(resource -> resource.unit() == Unit.COUNT)
                .map(resource -> new Residual(resource.toString(), whole(resource.in(before)),
                        whole(resource.in(after))))
                .toList();
    }

    private static @Nullable Long whole(@Nullable Number number) {
        return number == null ? null : number.longValue();
    }

    /** Returns whether the resource was not returned. */
    public boolean isLeft() {
        return before != null && after != null && after > before;
    }
}
