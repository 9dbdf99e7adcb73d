package threadlab.client.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import threadlab.client.capacity.LatencyBound;

/** Converts the option {@code --find-rate}. */
final class BoundConverter implements ITypeConverter<LatencyBound> {

    @Override
    public LatencyBound convert(String text) {
        try {
            return LatencyBound.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
