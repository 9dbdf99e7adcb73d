package threadlab.bench.faults;

/** Resets the connection on both sides after so many bytes. */
record Reset(long least, long most) implements Fault {

    @Override
    public Stage on(ProxyPath way, Stage next) {
        return new AfterBytes(way, least, most, next, way::reset);
    }
}
