package threadlab.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import threadlab.server.core.CidrBlock;

/** The option {@code --allow}. */
final class CidrBlockConverter implements ITypeConverter<CidrBlock> {
    @Override
    public CidrBlock convert(String text) {
        try {
            return CidrBlock.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
