package threadlab.client.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import threadlab.support.SelfConnection;

/** A socket whose connect includes a TLS handshake in which the other side proves that it is a member. */
final class GuardedSocket extends Socket {
    private final Handshake handshake;
    /** Is null until the handshake is done. It uses the plain streams, which this socket returns until then. */
    private @Nullable SSLSocket secured;

    GuardedSocket(Handshake handshake) {
        this.handshake = handshake;
    }

    @Override
    public void connect(SocketAddress to, int timeout) throws IOException {
        super.connect(to, timeout);
        SelfConnection.check(this);
        secured = handshake.with(this, true);
    }

    @Override
    public void connect(SocketAddress to) throws IOException {
        connect(to, 0);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return secured == null ? super.getInputStream() : secured.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return secured == null ? super.getOutputStream() : secured.getOutputStream();
    }
}
