package threadlab.bench.soak;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import threadlab.server.CloseReason;

/** What all clients did, and found. */
record LoadReport(List<HonestReport> honest, List<RudeReport> rude) {

    /** How the server must have ended the sessions: each reason that the clients gave it, with the number of sessions. */
    Map<String, Long> expected() {
        Map<String, Long> expected = new TreeMap<>();
        for (HonestReport load : honest) {
            expected.merge(CloseReason.END_OF_STREAM.toString(), load.sessions(), Long::sum);
        }
        for (RudeReport crowd : rude) {
            crowd.ended().forEach((reason, count) -> expected.merge(reason, count, Long::sum));
        }
        return expected;
    }
}
