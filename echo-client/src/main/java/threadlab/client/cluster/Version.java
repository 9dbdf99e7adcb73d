package threadlab.client.cluster;

/** The version of this program. */
final class Version {
    private Version() {
    }

    static String current() {
        return "0.1.0";
    }
}
