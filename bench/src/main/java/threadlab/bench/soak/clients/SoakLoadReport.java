package threadlab.bench.soak.clients;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import threadlab.server.events.CloseReason;

/** What all clients did, and found. */
public record SoakLoadReport(List<VerifiedLoadReport> honest, List<MisbehavingReport> rude) {

    /** How the server must have ended the sessions: each reason that the clients gave it, with the number of sessions. */
    public Map<String, Long> expected() {
        Map<String, Long> expected = new TreeMap<>();
        for (VerifiedLoadReport load : honest) {
            expected.merge(CloseReason.END_OF_STREAM.toString(), load.sessions(), Long::sum);
        }
        for (MisbehavingReport crowd : rude) {
            crowd.ended().forEach((reason, count) -> expected.merge(reason, count, Long::sum));
        }
        return expected;
    }
}
