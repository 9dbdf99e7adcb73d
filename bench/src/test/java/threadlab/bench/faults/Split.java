package threadlab.bench.faults;

/** Hands on pieces of so many bytes at most, each in a write of its own. */
record Split(int most) implements Fault {

    @Override
    public Stage on(Way way, Stage next) {
        return bytes -> {
            int end = bytes.limit();
            for (int at = bytes.position(); at < end; at += most) {
                next.take(bytes.slice(at, Math.min(most, end - at)));
            }
        };
    }
}
