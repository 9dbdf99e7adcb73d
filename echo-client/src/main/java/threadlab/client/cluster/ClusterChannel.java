package threadlab.client.cluster;

import java.util.Set;

/** The way to the other members of a cluster. Safe for any thread. */
interface ClusterChannel {

    /** Hears what comes. Called on the link's threads. */
    interface Listener {
        /** @param at when it came, on the monotonic clock */
        void received(String member, ClusterMessage note, long at);

        /** Who is there now, oneself included. */
        void members(Set<String> present);
    }

    /** In order with the others to that member, and surely, as long as it is there; else not at all. */
    void send(String member, ClusterMessage note);

    /** Oneself, host and port; once there is a connection. */
    String name();

    /** To each other member. */
    void sendAll(ClusterMessage note);
}
