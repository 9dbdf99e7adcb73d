package threadlab.demo.diagnose;

import java.util.List;

/**
 * Whether a JVM shows signs of one problem.
 *
 * @param lesson the lesson of the clinic that explains the problem
 * @param evidence the figures and places that show it; where it is not shown, why not. It may hold text of that JVM
 */
record Finding(int lesson, String problem, Verdict verdict, List<String> evidence) {
    enum Verdict {
        SIGN,
        NO_SIGN,
        CANNOT_TELL
    }
}
