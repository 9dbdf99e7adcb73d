package threadlab.client.transport;

import java.nio.ByteBuffer;

/** The TLS alert with which a server answers a client that does not speak TLS (RFC 8446, 5.1 and 6). */
public final class TlsAlert {
    public static final String DETAIL = "a TLS alert came back: the server expects --tls";

    private static final int ALERT = 21;
    /** Type, version, and a length of two bytes. */
    private static final int HEADER = 5;

    private TlsAlert() {
    }

    /** Returns whether an alert begins at the buffer's position. */
    public static boolean begins(ByteBuffer received) {
        int at = received.position();
        return received.remaining() >= HEADER && received.get(at) == ALERT && received.get(at + 1) == 3
                && received.get(at + 3) == 0 && received.get(at + 4) == 2;
    }
}
