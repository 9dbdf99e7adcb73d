package threadlab.client.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import threadlab.support.Version;

/** Collects the workers that join until there are enough. Not thread-safe. */
final class Rendezvous {
    private final int wanted;
    /** Names by member, in the order in which they joined. */
    private final Map<String, String> joined = new LinkedHashMap<>();
    private final Set<String> mismatches = new LinkedHashSet<>();

    Rendezvous(int wanted) {
        this.wanted = wanted;
    }

    void join(String member, String name) {
        joined.put(member, name);
    }

    /** Returns a line for the user, unless it was returned before. */
    Optional<String> mismatch(ClusterMessage.VersionMismatch mismatch) {
        String line = "worker " + mismatch.name() + " is threadlab " + version(mismatch.version(), mismatch.protocol())
                + ", this is " + version(Version.current(), ClusterMessage.PROTOCOL) + ": it does not join";
        return mismatches.add(line) ? Optional.of(line) : Optional.empty();
    }

    static String version(String version, int protocol) {
        return version + " (protocol " + protocol + ")";
    }

    void retain(Set<String> members) {
        joined.keySet().retainAll(members);
    }

    boolean isComplete() {
        return joined.size() >= wanted;
    }

    /** Returns as many as are wanted, ordered by their names. */
    List<Map.Entry<String, String>> chosen() {
        var first = new ArrayList<>(joined.entrySet().stream().limit(wanted).toList());
        first.sort(Comparator.comparing((Map.Entry<String, String> worker) -> worker.getValue().length())
                .thenComparing(Map.Entry::getValue));
        return first;
    }

    String tooFew(String waited) {
        return joined.size() + " of " + wanted + " workers came within " + waited
                + (mismatches.isEmpty() ? "" : "; " + String.join("; ", mismatches));
    }
}
