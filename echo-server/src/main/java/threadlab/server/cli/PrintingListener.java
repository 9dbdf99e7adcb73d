package threadlab.server.cli;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import threadlab.server.events.ServerListener;

/** {@code --print}: who connected, and what they sent, as text. One line each; what came from the network is escaped. */
public final class PrintingListener implements ServerListener {
    private final PrintStream out;

    PrintingListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void opened(SocketAddress peer, Duration startDelay) {
        out.println("Connected by " + text(peer));
    }

    @Override
    public void received(SocketAddress peer, ByteBuffer data) {
        out.println("Received data: " + printable(StandardCharsets.UTF_8.decode(data.duplicate())));
    }

    /** HOST:PORT, without the name that the address may have been looked up by; IPv6 in brackets. */
    public static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return String.valueOf(address);
        }
        String host = inet.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
    }

    /** Control characters written out, so that a peer can neither forge a line nor command the terminal. */
    public static String printable(CharSequence text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                    shown.append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : String.format("\\u{%x}", c));
                default -> shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
