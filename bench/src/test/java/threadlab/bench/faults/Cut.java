package threadlab.bench.faults;

/** Ends the stream in an orderly way after some bytes, and drops the rest. */
record Cut(long least, long most) implements Fault {

    @Override
    public Stage on(ProxyPath path, Stage next) {
        return new AfterBytes(path, least, most, next, path::end);
    }
}
