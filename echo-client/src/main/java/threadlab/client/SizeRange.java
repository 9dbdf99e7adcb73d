package threadlab.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --size}: {@code 64} or {@code 1..4096}. Limits are the plan's affair. */
record SizeRange(int min, int max) implements ITypeConverter<SizeRange> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");

    /** For picocli, which makes its converters itself. */
    SizeRange() {
        this(0, 0);
    }

    @Override
    public SizeRange convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("'" + text + "' is not a number of bytes such as 64 or 1..4096");
        }
        int first = Integer.parseInt(form.group(1));
        return new SizeRange(first, form.group(2) == null ? first : Integer.parseInt(form.group(2)));
    }
}
