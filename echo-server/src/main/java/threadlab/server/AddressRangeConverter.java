package threadlab.server;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --allow}. */
final class AddressRangeConverter implements ITypeConverter<AddressRange> {
    @Override
    public AddressRange convert(String text) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
