package threadlab.server.events;

/**
 * The state of a server, which only moves forward.
 *
 * <pre>
 *   start ok            stop             last session gone, or deadline over
 *  NEW ----> RUNNING ---------> DRAINING -----------------------------------> STOPPED
 *   |                                                                            ^
 *   +---------------------------- start failed, the port is free again ----------+
 * </pre>
 */
public enum ServerState {
    /** Created, not yet listening. */
    NEW,
    /** Accepting sessions. */
    RUNNING,
    /** Accepts no more; the open sessions finish their echoes. */
    DRAINING,
    /** No listener and no session is left. */
    STOPPED;

    /** Whether this move is legal. */
    public boolean mayBecome(ServerState next) {
        return switch (this) {
            case NEW -> next == RUNNING || next == STOPPED; // STOPPED: the start failed
            case RUNNING -> next == DRAINING;
            case DRAINING -> next == STOPPED;
            case STOPPED -> false;
        };
    }
}
