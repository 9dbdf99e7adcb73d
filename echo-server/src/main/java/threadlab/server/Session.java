package threadlab.server;

/** What the registry needs of a session, whatever its thread model. Safe to call from any thread; never blocks. */
interface Session {

    /**
     * Moves the session on towards its end: it takes no more than it has received, echoes that, half-closes, and is
     * gone once the peer closes too. The drain calls this again and again until then, one caller at a time.
     */
    void drain();

    /** Closes the socket now, whatever is under way. */
    void abort();

    /** Reads echoed so far. */
    long echoes();

    /** Bytes echoed so far. */
    long bytes();
}
