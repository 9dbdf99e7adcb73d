package threadlab.client.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import threadlab.client.cli.EchoClientMain;

/** Who came when workers were called. One thread's own. */
final class Rendezvous {
    private final int wanted;
    /** Names by member, in the order of coming. */
    private final Map<String, String> came = new LinkedHashMap<>();
    private final Set<String> refusals = new LinkedHashSet<>();

    Rendezvous(int wanted) {
        this.wanted = wanted;
    }

    void here(String member, String name) {
        came.put(member, name);
    }

    /** Returns the line to say of it; null if it has been said. */
    String refused(ClusterMessage.Refusal refusal) {
        String line = "worker " + refusal.name() + " is threadlab " + version(refusal.lab(), refusal.protocol())
                + ", this is " + version(EchoClientMain.VERSION, ClusterMessage.PROTOCOL) + ": it does not join";
        return refusals.add(line) ? line : null;
    }

    static String version(String lab, int protocol) {
        return lab + " (protocol " + protocol + ")";
    }

    void present(Set<String> members) {
        came.keySet().retainAll(members);
    }

    boolean isComplete() {
        return came.size() >= wanted;
    }

    /** As many as are wanted, in the order of their names. */
    List<Map.Entry<String, String>> chosen() {
        var first = new ArrayList<>(came.entrySet().stream().limit(wanted).toList());
        first.sort(Comparator.comparing((Map.Entry<String, String> worker) -> worker.getValue().length())
                .thenComparing(Map.Entry::getValue));
        return first;
    }

    String tooFew(String waited) {
        return came.size() + " of " + wanted + " workers came within " + waited
                + (refusals.isEmpty() ? "" : "; " + String.join("; ", refusals));
    }
}
