package threadlab.client.transport;

import java.nio.ByteBuffer;

/** What a server that speaks TLS answers to a client that does not (RFC 8446, 5.1 and 6). */
public final class TlsAlert {
    public static final String STORY = "an alert of TLS came back: the server asks for --tls";

    private static final int ALERT = 21;
    /** Type, version, and a length of two. */
    private static final int HEADER = 5;

    private TlsAlert() {
    }

    /** Whether this is an alert, from the buffer's position on. */
    public static boolean begins(ByteBuffer came) {
        int at = came.position();
        return came.remaining() >= HEADER && came.get(at) == ALERT && came.get(at + 1) == 3 && came.get(at + 3) == 0
                && came.get(at + 4) == 2;
    }
}
