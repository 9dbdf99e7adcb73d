package threadlab.bench.faults;

/** Lets other threads run after each piece. Otherwise a receiver on the same CPUs would find many pieces together. */
record YieldAfterWrite() implements Fault {

    @Override
    public Stage on(ProxyPath path, Stage next) {
        return bytes -> {
            next.take(bytes);
            path.yieldThread();
        };
    }
}
