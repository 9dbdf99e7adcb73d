package threadlab.bench.diff;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Files that are passes of one report, separated by commas on the command line. */
record ReportGroup(List<Path> files) {

    /** @throws IllegalArgumentException in one line, if a name is empty */
    static ReportGroup parse(String text) {
        if (Arrays.stream(text.split(",", -1)).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("'" + text + "' is not a file, or several with commas between them");
        }
        return new ReportGroup(Arrays.stream(text.split(",")).map(Path::of).toList());
    }
}
