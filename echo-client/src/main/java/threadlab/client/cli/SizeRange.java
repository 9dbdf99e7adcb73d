package threadlab.client.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import threadlab.client.verify.MessageSizes;

/** Converts the option {@code --size}. The seed is another option. */
final class SizeRange implements ITypeConverter<MessageSizes> {

    @Override
    public MessageSizes convert(String text) {
        try {
            return MessageSizes.parse(text, 0);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
