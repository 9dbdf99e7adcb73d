package threadlab.client.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import threadlab.client.verify.MessageSizes;

/** The option {@code --size}; the seed is an option of its own. */
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
