package threadlab.bench.faults;

/** Lets others run after each piece. Else a receiver that shares the proxy's processors finds many pieces together. */
record YieldAfterWrite() implements Fault {

    @Override
    public Stage on(ProxyPath way, Stage next) {
        return bytes -> {
            next.take(bytes);
            way.giveWay();
        };
    }
}
