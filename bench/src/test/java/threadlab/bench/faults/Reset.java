package threadlab.bench.faults;

/** Resets the connection on both sides after some bytes. */
record Reset(long least, long most) implements Fault {

    @Override
    public Stage on(ProxyPath path, Stage next) {
        return new AfterBytes(path, least, most, next, path::reset);
    }
}
