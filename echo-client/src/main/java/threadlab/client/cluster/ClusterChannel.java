package threadlab.client.cluster;

import java.util.Set;

/** The connection to the other members of a cluster. Thread-safe. */
interface ClusterChannel {

    /** Receives what comes. Called on the channel's threads. */
    interface Listener {
        /** @param at the time of arrival on the monotonic clock */
        void received(String member, ClusterMessage message, long at);

        /** The members have changed; {@code present} are all of them, this one included. */
        void members(Set<String> present, long at);
    }

    /** Sends a message to a member, reliably and in order while it is there; otherwise the message is dropped. */
    void send(String member, ClusterMessage message);

    /** Returns the host and port of this member, once it is connected. */
    String name();

    /** Sends a message to each other member. */
    void sendAll(ClusterMessage message);
}
