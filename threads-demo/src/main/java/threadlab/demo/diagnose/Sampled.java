package threadlab.demo.diagnose;

/**
 * What samples showed of one virtual thread.
 *
 * @param samples in how many it ran
 * @param computing in how many of these it was in no call that may let another one run
 * @param place the frame that is not of the JDK in which it was seen most often
 */
record Sampled(long id, String name, long samples, long computing, String place) {
}
