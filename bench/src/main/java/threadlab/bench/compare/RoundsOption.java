package threadlab.bench.compare;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How many rounds a run has: a number, or as many as it takes to decide.
 *
 * @param most rounds
 * @param looks after which the run asks what is decided; empty for a fixed number
 */
record RoundsOption(int most, List<Integer> looks) implements ITypeConverter<RoundsOption> {
    /** Far apart enough that looking often costs little, and near enough that little is measured in vain. */
    static final RoundsOption AUTO = new RoundsOption(25, List.of(5, 7, 9, 12, 16, 20, 25));

    /** Picocli creates its converters with this constructor. */
    RoundsOption() {
        this(0, List.of());
    }

    static RoundsOption fixed(int rounds) {
        return new RoundsOption(rounds, List.of());
    }

    boolean isAuto() {
        return !looks.isEmpty();
    }

    @Override
    public RoundsOption convert(String text) {
        if (text.equals("auto")) {
            return AUTO;
        }
        if (!text.matches("-?\\d{1,9}")) {
            throw new TypeConversionException("'" + text + "' is neither a number nor auto");
        }
        return fixed(Integer.parseInt(text));
    }
}
