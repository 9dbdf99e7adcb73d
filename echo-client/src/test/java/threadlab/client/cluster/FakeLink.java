package threadlab.client.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps what is sent, after it went through its form in bytes, as on a real link. */
final class FakeLink implements Link {
    static final String ALL = "all";

    record Sent(String to, Note note) {
    }

    final List<Sent> sent = new ArrayList<>();

    @Override
    public void send(String member, Note note) {
        sent.add(new Sent(member, Wire.note(Wire.bytes(note))));
    }

    @Override
    public void sendAll(Note note) {
        send(ALL, note);
    }

    @Override
    public String name() {
        return "127.0.0.1:1";
    }

    <T extends Note> List<T> of(Class<T> kind) {
        return sent.stream().map(Sent::note).filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends Note> T last(String to, Class<T> kind) {
        Predicate<Sent> wanted = one -> one.to.equals(to) && kind.isInstance(one.note);
        return kind.cast(sent.stream().filter(wanted).reduce((first, second) -> second).orElseThrow().note);
    }
}
