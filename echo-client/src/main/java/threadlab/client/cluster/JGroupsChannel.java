package threadlab.client.cluster;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.logging.LogFactory;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.PerDestinationBundler;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.Protocol;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.UUID;
import threadlab.support.AddressFormat;

/**
 * A {@link ClusterChannel} over a JGroups channel on TCP. Every connection is guarded ({@channel GuardedServerSocket}),
 * so JGroups itself never talks to a stranger. Messages are bytes of bounded length, and no serialized Java is read.
 */
final class JGroupsChannel implements ClusterChannel, Receiver, AutoCloseable {
    /**
     * Milliseconds after which a silent member is suspected. Coordinator and workers notice each other's failure sooner
     * ({@link Timeouts}); this removes members that have no work.
     */
    private static final long SUSPECT_TIMEOUT = 6_000;
    private static final long HEARTBEAT_INTERVAL = 1_000;
    private static final long VERIFY_TIMEOUT = 500;
    private static final long JOIN_TIMEOUT = 2_000;
    private static final int CONNECT_TIMEOUT = 1_000;
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(2);
    private static final int FRAGMENT_BYTES = 60_000;

    private final JChannel channel;
    private final Listener listener;
    /** The members of the last view by their unique names. */
    private final Map<String, Address> members = new ConcurrentHashMap<>();

    private JGroupsChannel(JChannel channel, Listener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    /**
     * Joins the cluster, or forms it if nobody else is there. Blocks.
     *
     * @throws IOException if that fails; the message is one line
     */
    static JGroupsChannel join(ClusterConfig config, Listener listener) throws IOException {
        LogFactory.useNoopLogger(true); // coordinator and worker report what a user must know
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(any -> ObjectInputFilter.Status.REJECTED);
        }
        JChannel channel = null;
        try {
            channel = new JChannel(stack(config));
            var joined = new JGroupsChannel(channel, listener);
            channel.setReceiver(joined).setDiscardOwnMessages(true).connect(config.name());
            return joined;
        } catch (Exception e) { // as JGroups declares it
            if (channel != null) {
                channel.close();
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("cannot join cluster " + config.name() + " at "
                    + AddressFormat.format(config.bind().getHostAddress(), config.port()) + ": " + cause.getMessage(),
                    e);
        }
    }

    private static List<Protocol> stack(ClusterConfig config) throws GeneralSecurityException, IOException {
        return List.of(transport(config), discovery(config), new MERGE3().setMinInterval(300).setMaxInterval(1_000),
                new FD_ALL3().setTimeout(SUSPECT_TIMEOUT).setInterval(HEARTBEAT_INTERVAL),
                new VERIFY_SUSPECT2().setTimeout(VERIFY_TIMEOUT), new NAKACK2().useMcastXmit(false), new UNICAST3(),
                new STABLE(), new GMS().setJoinTimeout(JOIN_TIMEOUT).printLocalAddress(false), new UFC(), new MFC(),
                new FRAG2().setFragSize(FRAGMENT_BYTES));
    }

    private static TCP transport(ClusterConfig config) throws GeneralSecurityException, IOException {
        var transport = new TCP();
        transport.setBindAddr(config.bind()).setBindPort(config.port())
                .setPortRange(config.isLocal() ? ClusterConfig.PORTS - 1 : 0);
        // A sender thread for each member, so that a stopped one does not delay messages to the others.
        transport.setBundler(new PerDestinationBundler().useSingleSenderThread(false));
        transport.enableSuspectEvents(true).setSockConnTimeout(CONNECT_TIMEOUT).setMaxLength(MessageCodec.MAX_BYTES);
        transport.setSocketFactory(new Sockets(
                new Handshake(MutualTls.context(MemberIdentity.of(config)), HANDSHAKE_TIMEOUT)));
        return transport;
    }

    private static Protocol discovery(ClusterConfig config) throws UnknownHostException {
        if (config.dns() != null) {
            return new DNS_PING().setDNSQuery(config.dns());
        }
        List<InetSocketAddress> hosts = new ArrayList<>();
        for (InetSocketAddress member : config.members()) {
            hosts.add(resolve(member));
        }
        for (int i = 0; config.isLocal() && i < ClusterConfig.PORTS; i++) {
            hosts.add(new InetSocketAddress(config.bind(), config.port() + i));
        }
        return new TCPPING().portRange(0).initialHosts(hosts);
    }

    private static InetSocketAddress resolve(InetSocketAddress member) throws UnknownHostException {
        var address = new InetSocketAddress(member.getHostString(), member.getPort());
        if (address.isUnresolved()) {
            throw new UnknownHostException("unknown host " + member.getHostString());
        }
        return address;
    }

    /** Creates guarded sockets. The protocol stack above uses no other methods of the factory. */
    private static final class Sockets extends DefaultSocketFactory {
        private final Handshake handshake;

        Sockets(Handshake handshake) {
            this.handshake = handshake;
        }

        @Override
        public Socket createSocket(String use) {
            return new GuardedSocket(handshake);
        }

        @Override
        public ServerSocket createServerSocket(String use) throws IOException {
            return new GuardedServerSocket(handshake);
        }
    }

    @Override
    public void viewAccepted(View view) {
        var present = new HashSet<String>();
        for (Address address : view) {
            members.put(name(address), address);
            present.add(name(address));
        }
        members.keySet().retainAll(present);
        listener.members(Set.copyOf(present), System.nanoTime());
    }

    @Override
    public void receive(Message message) {
        long at = System.nanoTime();
        try {
            var bytes = new byte[message.getLength()];
            System.arraycopy(message.getArray(), message.getOffset(), bytes, 0, bytes.length);
            listener.received(name(message.getSrc()), MessageCodec.decode(bytes), at);
        } catch (IllegalArgumentException | NullPointerException e) { // the latter if it has no payload
            System.getLogger(JGroupsChannel.class.getName()).log(System.Logger.Level.DEBUG, "not a message", e);
        }
    }

    private static String name(Address address) {
        return ((UUID) address).toStringLong();
    }

    @Override
    public String name() {
        var own = (IpAddress) channel.down(new Event(Event.GET_PHYSICAL_ADDRESS, channel.getAddress()));
        return AddressFormat.format(own.getIpAddress().getHostAddress(), own.getPort());
    }

    @Override
    public void send(String member, ClusterMessage message) {
        Address to = members.get(member);
        if (to != null) {
            send(to, message);
        }
    }

    @Override
    public void sendAll(ClusterMessage message) {
        members.values().stream().filter(to -> !to.equals(channel.getAddress())).forEach(to -> send(to, message));
    }

    private void send(Address to, ClusterMessage message) {
        try {
            Message packet = new BytesMessage(to, MessageCodec.encode(message));
            if (message instanceof ClusterMessage.Ping || message instanceof ClusterMessage.Pong) {
                packet.setFlag(Message.Flag.OOB); // so that nothing delays what reads clocks
            }
            channel.send(packet);
        } catch (Exception e) { // as JGroups declares it: the channel is closed, or the member is gone
            System.getLogger(JGroupsChannel.class.getName()).log(System.Logger.Level.DEBUG, "not sent", e);
        }
    }

    /** Leaves the cluster, after what was sent has left. */
    @Override
    public void close() {
        channel.close();
    }
}
