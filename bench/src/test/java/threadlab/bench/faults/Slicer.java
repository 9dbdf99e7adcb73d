package threadlab.bench.faults;

/** Passes bytes on in pieces of limited size, each in a write of its own. */
record Slicer(int most) implements Fault {

    @Override
    public Stage on(ProxyPath path, Stage next) {
        return bytes -> {
            int end = bytes.limit();
            for (int at = bytes.position(); at < end; at += most) {
                next.take(bytes.slice(at, Math.min(most, end - at)));
            }
        };
    }
}
