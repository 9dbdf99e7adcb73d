package threadlab.bench.soak.clients;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import threadlab.server.events.CloseReason;

/** Results of all clients of a soak. */
public record SoakLoadReport(List<VerifiedLoadReport> verified, List<MisbehavingReport> misbehaving) {

    /** Returns the number of sessions that the server must have ended for each reason. */
    public Map<String, Long> expectedEnds() {
        Map<String, Long> expected = new TreeMap<>();
        for (VerifiedLoadReport load : verified) {
            expected.merge(CloseReason.END_OF_STREAM.toString(), load.sessions(), Long::sum);
        }
        for (MisbehavingReport group : misbehaving) {
            group.expected().forEach((reason, count) -> expected.merge(reason, count, Long::sum));
        }
        return expected;
    }
}
