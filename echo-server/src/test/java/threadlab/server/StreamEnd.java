package threadlab.server;

/** How what a server sends has ended. After an alert of TLS the end of the connection may follow. */
public enum StreamEnd {
    /** It has not. */
    NONE,
    /** As it should in TLS: by this alert. */
    CLOSE_NOTIFY,
    /** By another alert of TLS. */
    ALERT,
    /** By the end of the connection. */
    FIN,
    /** By a reset. */
    RESET,
    /** It has not, but nothing has come for long. */
    TIMEOUT
}
