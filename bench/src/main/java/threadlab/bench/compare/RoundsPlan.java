package threadlab.bench.compare;

import java.util.List;

/**
 * How many rounds a run has: a number, or as many as it takes to decide.
 *
 * @param most rounds
 * @param looks after which the run asks what is decided; empty for a fixed number
 */
record RoundsPlan(int most, List<Integer> looks) {
    /** Far apart enough that looking often costs little, and near enough that little is measured in vain. */
    static final RoundsPlan AUTO = new RoundsPlan(25, List.of(5, 7, 9, 12, 16, 20, 25));

    /**
     * A map has many cells, and those that are clear after a few rounds say most. Looks at 5, 7 and 9 rounds overlap
     * too little for the rule of looks: SequentialLooksTest simulates that these do.
     */
    static final RoundsPlan OF_MAP = new RoundsPlan(9, List.of(5, 6, 7, 8, 9));

    static RoundsPlan fixed(int rounds) {
        return new RoundsPlan(rounds, List.of());
    }

    boolean isAuto() {
        return !looks.isEmpty();
    }
}
