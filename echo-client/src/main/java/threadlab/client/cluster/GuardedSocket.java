package threadlab.client.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.ssl.SSLSocket;

/** A socket that is connected only once the other side is known for a member; what goes through it is encrypted. */
final class GuardedSocket extends Socket {
    private final Handshake handshake;
    /** Null until then; it uses this socket's own streams, which are given out as long as it is null. */
    private SSLSocket secured;

    GuardedSocket(Handshake handshake) {
        this.handshake = handshake;
    }

    @Override
    public void connect(SocketAddress to, int timeout) throws IOException {
        super.connect(to, timeout);
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
