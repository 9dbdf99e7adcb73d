package threadlab.bench.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A percentage as an option has it: {@code 5%}.
 *
 * @param part the same as a part of 1: 0.05
 */
public record Percentage(double part) implements ITypeConverter<Percentage> {

    /** Picocli creates its converters with this constructor. */
    public Percentage() {
        this(0);
    }

    @Override
    public Percentage convert(String text) {
        if (!text.matches("\\d{1,4}(\\.\\d{1,3})?%?")) {
            throw new TypeConversionException("'" + text + "' is not a percentage such as 5%");
        }
        return new Percentage(Double.parseDouble(text.replace("%", "")) / 100);
    }
}
