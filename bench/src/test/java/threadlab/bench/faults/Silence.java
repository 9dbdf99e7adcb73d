package threadlab.bench.faults;

/** After so many bytes nothing passes any more, and neither side is told: the connection is half open. */
record Silence(long least, long most) implements Fault {

    @Override
    public Stage on(Way way, Stage next) {
        return new Fuse(way, least, most, next, way::silence);
    }
}
