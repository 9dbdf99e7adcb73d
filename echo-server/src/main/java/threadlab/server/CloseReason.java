package threadlab.server;

/** Why a session ended. Each is ordinary weather for a server on a port: counted, never logged as an error. */
public enum CloseReason {
    /** The peer closed or half-closed, and everything it sent was echoed. */
    END_OF_STREAM,
    /** The peer reset the connection, or left before its echoes were written. */
    RESET,
    /** The server stopped, and everything received was echoed first. */
    DRAINED,
    /** The server stopped, and the session did not finish within the deadline. */
    FORCED
}
