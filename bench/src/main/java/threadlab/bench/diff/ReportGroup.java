package threadlab.bench.diff;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Files that are passes of one report, separated by commas on the command line. */
record ReportGroup(List<Path> files) implements ITypeConverter<ReportGroup> {

    /** Makes a converter; picocli calls this. */
    ReportGroup() {
        this(List.of());
    }

    @Override
    public ReportGroup convert(String text) {
        if (Arrays.stream(text.split(",", -1)).anyMatch(String::isBlank)) {
            throw new TypeConversionException("'" + text + "' is not a file, or several with commas between them");
        }
        return new ReportGroup(Arrays.stream(text.split(",")).map(Path::of).toList());
    }
}
