package threadlab.support;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of enum constants as options, output and files have them: {@code PER_CORE} is {@code per-core}. */
public final class EnumNames {
    private EnumNames() {
    }

    /** Returns the constant's name in small letters with hyphens. A {@code toString} can be this. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the constant of that name, in whatever case.
     *
     * @throws IllegalArgumentException in one line that shows the text and what is allowed
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String text) {
        return Stream.of(type.getEnumConstants()).filter(constant -> of(constant).equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not one of "
                        + Stream.of(type.getEnumConstants()).map(EnumNames::of).collect(Collectors.joining(", "))));
    }
}
