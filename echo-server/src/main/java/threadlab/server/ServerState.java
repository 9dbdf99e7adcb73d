package threadlab.server;

/** The life of a server. It only moves forward, and every legal move stands here. */
public enum ServerState {
    /** Made, not yet listening. */
    NEW,
    /** Accepting sessions. */
    RUNNING,
    /** Accepts no more; the open sessions finish their echoes. */
    DRAINING,
    /** No listener and no session is left. */
    STOPPED;

    boolean mayBecome(ServerState next) {
        return switch (this) {
            case NEW -> next == RUNNING || next == STOPPED; // STOPPED: the start failed
            case RUNNING -> next == DRAINING;
            case DRAINING -> next == STOPPED;
            case STOPPED -> false;
        };
    }
}
