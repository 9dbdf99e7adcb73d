package threadlab.bench.compare;

import java.math.BigDecimal;
import java.util.List;

/**
 * How much CPU time the server of a candidate may use.
 *
 * @param cpus that many CPUs all the time; may be less than one
 * @param enforced the words before the server's command that see to it; empty before the run has begun
 */
record CpuLimit(double cpus, List<String> enforced) {

    boolean isWhole() {
        return cpus == Math.rint(cpus);
    }

    /** Returns the name in that of a candidate: {@code 0.5cpu}. */
    String name() {
        return number() + "cpu";
    }

    String number() {
        return BigDecimal.valueOf(cpus).stripTrailingZeros().toPlainString();
    }
}
