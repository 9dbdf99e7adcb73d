package threadlab.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --size}; the seed is an option of its own. */
final class SizeRange implements ITypeConverter<Sizes> {

    @Override
    public Sizes convert(String text) {
        try {
            return Sizes.parse(text, 0);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
