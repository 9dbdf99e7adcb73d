package threadlab.bench.faults;

/** After so many bytes nothing passes any more, and neither side is told: the connection is half open. */
record Blackhole(long least, long most) implements Fault {

    @Override
    public Stage on(ProxyPath way, Stage next) {
        return new AfterBytes(way, least, most, next, way::silence);
    }
}
