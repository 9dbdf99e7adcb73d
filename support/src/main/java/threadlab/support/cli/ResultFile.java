package threadlab.support.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import threadlab.support.AtomicFile;

/**
 * A file for a result, as an option names it.
 *
 * @param option for example {@code --json}
 * @param file null if the option was not given
 */
public record ResultFile(String option, @Nullable Path file) {
    /**
     * Refuses options that name the same file: one result would take the place of the other.
     *
     * @throws IllegalArgumentException in one line
     */
    public static void requireDifferent(ResultFile... results) {
        List<ResultFile> all = List.of(results);
        for (int i = 0; i < all.size(); i++) {
            for (ResultFile other : all.subList(0, i)) {
                if (all.get(i).isAt(other.file)) {
                    throw new IllegalArgumentException(other.option + " and " + all.get(i).option + " are both "
                            + all.get(i).file + ", allowed: two files");
                }
            }
        }
    }

    private boolean isAt(@Nullable Path other) {
        return file != null && other != null && AtomicFile.isSame(file, other);
    }
}
