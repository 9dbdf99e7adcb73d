package threadlab.bench.faults;

/** Ends the stream in good order after so many bytes, and drops the rest. */
record Cut(long least, long most) implements Fault {

    @Override
    public Stage on(ProxyPath way, Stage next) {
        return new AfterBytes(way, least, most, next, way::end);
    }
}
