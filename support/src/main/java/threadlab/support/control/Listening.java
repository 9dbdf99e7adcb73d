package threadlab.support.control;

/**
 * A server accepts connections.
 *
 * @param host the address that it listens on
 * @param port the port, also if the system has chosen it
 * @param threadModel the thread model of the server; the transport if it runs on Netty
 * @param tls whether it speaks TLS
 * @param pid its process
 */
public record Listening(String host, int port, String threadModel, boolean tls, long pid) {
}
