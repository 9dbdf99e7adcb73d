package threadlab.bench.faults;

import threadlab.bench.faults.ProxyPath.Direction;

/** What happens to bytes on their way. Safe from any thread; what it remembers of a direction is in that one's stage. */
@FunctionalInterface
interface Fault {
    Fault NONE = (way, next) -> next;

    /** Its stage for one direction of one connection. */
    Stage on(ProxyPath way, Stage next);

    /** In this direction only. */
    default Fault going(Direction direction) {
        return (way, next) -> way.direction() == direction ? on(way, next) : next;
    }

    /** This first, then the other. */
    default Fault then(Fault other) {
        return (way, next) -> on(way, other.on(way, next));
    }
}
