package threadlab.client.verify;

import threadlab.support.EnumNames;

/** The ways in which a session can fail. */
public enum Failure {
    /** No connection: refused, no route, or out of ports. */
    NOT_CONNECTED,
    /** No connection within the connect timeout. */
    TIMED_OUT,
    /** The TLS handshake failed: no common version, or a certificate was not trusted. */
    HANDSHAKE_FAILED,
    /** TLS failed after the handshake: a bad record, an alert, or too many records without data. */
    TLS_ERROR,
    /** The connection was reset, or the server was gone when the client wrote. */
    RESET,
    /** The server ended the stream although echoes were missing. */
    UNEXPECTED_EOF,
    /** Bytes came back that are not part of anything sent. */
    CORRUPTED,
    /** Bytes are missing from a message. */
    TRUNCATED,
    /** A message came back again. */
    DUPLICATED,
    /** A message came back before one that was sent earlier; that one may be lost. */
    REORDERED,
    /** A message of another session came back. */
    MISROUTED,
    /** Echoes were still missing when the timeout after the end of the run expired. */
    UNFINISHED;

    /** Returns the name used in JSON and output, for example {@code unexpected-eof}. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
