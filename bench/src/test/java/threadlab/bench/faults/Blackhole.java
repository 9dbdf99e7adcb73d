package threadlab.bench.faults;

/** Stops all traffic of a connection after some bytes, without closing it. */
record Blackhole(long least, long most) implements Fault {

    @Override
    public Stage on(ProxyPath path, Stage next) {
        return new AfterBytes(path, least, most, next, path::blackhole);
    }
}
