package threadlab.client.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps what is sent, after it went through its form in bytes, as on a real channel. */
final class FakeChannel implements ClusterChannel {
    static final String ALL = "all";

    record Sent(String to, ClusterMessage message) {
    }

    final List<Sent> sent = new ArrayList<>();

    @Override
    public void send(String member, ClusterMessage message) {
        sent.add(new Sent(member, MessageCodec.decode(MessageCodec.encode(message))));
    }

    @Override
    public void sendAll(ClusterMessage message) {
        send(ALL, message);
    }

    @Override
    public String name() {
        return "127.0.0.1:1";
    }

    <T extends ClusterMessage> List<T> of(Class<T> kind) {
        return sent.stream().map(Sent::message).filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends ClusterMessage> T last(String to, Class<T> kind) {
        Predicate<Sent> wanted = one -> one.to.equals(to) && kind.isInstance(one.message);
        return kind.cast(sent.stream().filter(wanted).reduce((first, second) -> second).orElseThrow().message);
    }
}
