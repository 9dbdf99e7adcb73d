package threadlab.client.plan;

/**
 * How many sessions there are, and how they come and go. Always valid.
 *
 * @param sessions busy ones held at the same time, 1 to 1,000,000
 * @param connectRate connections opened a second before the load begins; 0 for as fast as they are taken
 * @param idle sessions held open beside the busy ones that never send, 0 to 1,000,000
 * @param churn busy sessions a second that end and are replaced; 0 for none
 * @param newcomers further sessions a second that come in the measured window for one echo each; 0 for none
 */
public record ConnectionProfile(int sessions, double connectRate, int idle, double churn, double newcomers) {
    private static final int MOST = 1_000_000;
    private static final int FASTEST = 100_000;

    public ConnectionProfile {
        Preconditions.check(sessions >= 1 && sessions <= MOST, "sessions", sessions, "1 to " + MOST);
        Preconditions.rate("connect-rate", connectRate, FASTEST, "as fast as they are taken");
        Preconditions.check(idle >= 0 && idle <= MOST, "idle-sessions", idle, "0 to " + MOST);
        Preconditions.rate("churn", churn, FASTEST, "none");
        Preconditions.rate("newcomers", newcomers, FASTEST, "none");
    }

    /** So many sessions that stay. */
    public static ConnectionProfile of(int sessions) {
        return new ConnectionProfile(sessions, 0, 0, 0, 0);
    }

    /** Those that are there before the load begins. */
    public int held() {
        return sessions + idle;
    }
}
