package threadlab.client.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports for the clusters of tests. */
public final class ClusterPorts {
    /**
     * Systems choose the ports of servers that listen on port 0 from 32,768 on, or above. The members of a cluster try
     * all its ports again and again, so it takes lower ones: else they would connect to servers of other tests.
     */
    private static final int END = 32_768;
    private static final int FIRST = 10_000;

    private ClusterPorts() {
    }

    /** Returns the first of as many ports as a cluster tries, all of them free. */
    public static int free() {
        for (;;) {
            int first = ThreadLocalRandom.current().nextInt(FIRST, END - ClusterConfig.PORTS);
            if (areFree(first)) {
                return first;
            }
        }
    }

    private static boolean areFree(int first) {
        for (int port = first; port < first + ClusterConfig.PORTS; port++) {
            try {
                new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
