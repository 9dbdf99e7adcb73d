package threadlab.server.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option that names a file; whether there is one is found out when it is read. */
final class FileConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // refused below, whatever it is
        }
        throw new TypeConversionException("'" + text + "' is not the name of a file");
    }
}
