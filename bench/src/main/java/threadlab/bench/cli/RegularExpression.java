package threadlab.bench.cli;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a regular expression. */
public final class RegularExpression implements ITypeConverter<Pattern> {
    @Override
    public Pattern convert(String text) {
        try {
            if (!text.isEmpty()) {
                return Pattern.compile(text);
            }
        } catch (PatternSyntaxException e) {
            throw new TypeConversionException("'" + text + "' is not a regular expression: " + e.getDescription());
        }
        throw new TypeConversionException("'' is not a regular expression");
    }
}
