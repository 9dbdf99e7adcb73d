package threadlab.bench.faults;

/** Hands on pieces of so many bytes at most, each in a write of its own. */
record Slicer(int most) implements Fault {

    @Override
    public Stage on(ProxyPath way, Stage next) {
        return bytes -> {
            int end = bytes.limit();
            for (int at = bytes.position(); at < end; at += most) {
                next.take(bytes.slice(at, Math.min(most, end - at)));
            }
        };
    }
}
