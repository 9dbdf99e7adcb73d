package threadlab.client.plan;

import threadlab.support.Preconditions;

/**
 * How many sessions there are, and how they come and go. Always valid.
 *
 * @param sessions busy sessions held at the same time, 1 to 1,000,000
 * @param connectRate connections opened per second before the load begins; 0 for as fast as they are accepted
 * @param idleSessions sessions that are held open beside the busy ones and never send, 0 to 1,000,000
 * @param churn busy sessions per second that end and are replaced; 0 for none
 * @param probeRate probe sessions opened per second in the measured window, each for one echo; 0 for none
 */
public record ConnectionProfile(int sessions, double connectRate, int idleSessions, double churn, double probeRate) {
    private static final int MAX_SESSIONS = 1_000_000;
    /** Highest rate of connections a second. */
    public static final int MAX_RATE = 100_000;

    public ConnectionProfile {
        Preconditions.checkRange("sessions", sessions, 1, MAX_SESSIONS);
        checkRate("connect-rate", connectRate, "as fast as they are accepted");
        Preconditions.checkRange("idle-sessions", idleSessions, 0, MAX_SESSIONS);
        checkRate("churn", churn, "none");
        checkRate("probe-rate", probeRate, "none");
    }

    private static void checkRate(String field, double perSecond, String zero) {
        Preconditions.check(perSecond == 0 || perSecond >= 0.001 && perSecond <= MAX_RATE, field, perSecond,
                "0.001 to " + MAX_RATE + " a second, or 0 for " + zero);
    }

    /** A number of busy sessions that stay, and nothing else. */
    public static ConnectionProfile of(int sessions) {
        return new ConnectionProfile(sessions, 0, 0, 0, 0);
    }

    /** Returns how many sessions are connected before the load begins, busy and idle. */
    public int initialSessions() {
        return sessions + idleSessions;
    }
}
