package threadlab.bench.faults;

import threadlab.bench.faults.ProxyPath.Direction;

/** Something that happens to bytes on their way. Thread-safe; the state of a direction is in its stage. */
@FunctionalInterface
interface Fault {
    Fault NONE = (path, next) -> next;

    /** Returns the stage for one direction of one connection. */
    Stage on(ProxyPath path, Stage next);

    /** Returns the fault for one direction only. */
    default Fault going(Direction direction) {
        return (path, next) -> path.direction() == direction ? on(path, next) : next;
    }

    /** Returns this fault followed by another one. */
    default Fault then(Fault other) {
        return (path, next) -> on(path, other.on(path, next));
    }
}
