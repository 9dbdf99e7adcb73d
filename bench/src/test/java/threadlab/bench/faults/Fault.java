package threadlab.bench.faults;

/** What happens to bytes on their way. Safe from any thread; what it remembers of a direction is in that one's stage. */
@FunctionalInterface
interface Fault {
    Fault NONE = (way, next) -> next;

    /** Its stage for one direction of one connection. */
    Stage on(Way way, Stage next);

    /** This first, then the other. */
    default Fault then(Fault other) {
        return (way, next) -> on(way, other.on(way, next));
    }
}
