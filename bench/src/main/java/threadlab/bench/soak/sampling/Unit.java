package threadlab.bench.soak.sampling;

import java.util.Locale;

/** The unit of a resource. */
public enum Unit {
    /** Single things, which must all be returned after the load. */
    COUNT,
    /** Memory, which a JVM does not give back to the last byte. */
    BYTES;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
