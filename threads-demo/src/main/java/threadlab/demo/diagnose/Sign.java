package threadlab.demo.diagnose;

import java.util.List;
import threadlab.demo.diagnose.Finding.Verdict;

/** Judges from facts whether a JVM has one problem. Implementations keep nothing. */
abstract class Sign {
    private final int lesson;
    private final String problem;

    Sign(int lesson, String problem) {
        this.lesson = lesson;
        this.problem = problem;
    }

    abstract Finding judge(Facts facts);

    final Finding sign(List<String> evidence) {
        return new Finding(lesson, problem, Verdict.SIGN, evidence);
    }

    final Finding noSign(String reason) {
        return new Finding(lesson, problem, Verdict.NO_SIGN, List.of(reason));
    }

    final Finding cannotTell(String reason) {
        return new Finding(lesson, problem, Verdict.CANNOT_TELL, List.of(reason));
    }
}
