package threadlab.demo.diagnose;

import java.time.Duration;

/**
 * Blocked virtual threads that kept their carriers, in one place.
 *
 * @param how what they did, such as {@code parked while pinned}
 * @param place the innermost frame that is not of the JDK
 * @param times how often
 * @param total how long, all of them together
 */
record Blocked(String how, String place, long times, Duration total) {
}
