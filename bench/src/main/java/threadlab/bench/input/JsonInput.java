package threadlab.bench.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import threadlab.client.cli.CommandLines;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.jr.ob.JSON;

/**
 * JSON as maps, lists, strings, numbers, booleans and null. What is none is refused with {@link MalformedInput}, and so is
 * what would take more memory than there is: reading ends soon, whatever the file is.
 */
public final class JsonInput {
    private static final long HEAP = Runtime.getRuntime().maxMemory();
    /** An object takes up to a hundred bytes, and is two tokens or more. */
    private static final long BYTES_PER_TOKEN = 256;
    /** More than a command line can have in one word. */
    private static final int LONGEST_STRING = 1 << 20;
    private static final int DEEPEST = 50;

    private JsonInput() {
    }

    /**
     * A file that others have written, with all of its text made printable.
     *
     * @param part of the JVM's heap that the file may be as large as: 64 for a 64th
     */
    public static Object read(Path file, int part) {
        return printable(readAsItIs(file, part));
    }

    /** The same with text that must not be printed. */
    public static Object readAsItIs(Path file, int part) {
        if (Files.isDirectory(file)) {
            throw new MalformedInput("it is a folder");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parsed(in, HEAP / part);
        } catch (NoSuchFileException e) {
            throw new MalformedInput("there is no such file");
        } catch (AccessDeniedException e) {
            throw new MalformedInput("it may not be read: permission denied");
        } catch (IOException | JacksonIOException e) {
            throw new MalformedInput("it cannot be read: " + e.getMessage());
        }
    }

    /** What a child process has answered, printable. */
    public static Object of(String line) {
        return printable(parsed(line, HEAP));
    }

    private static Object parsed(Object source, long mostBytes) {
        StreamReadConstraints bounds = StreamReadConstraints.builder().maxDocumentLength(mostBytes)
                .maxTokenCount(HEAP / BYTES_PER_TOKEN).maxStringLength(LONGEST_STRING).maxNameLength(LONGEST_STRING)
                .maxNestingDepth(DEEPEST).build();
        // Older versions of JMH write NaN as it is, newer ones in quotes.
        var json = JSON.builder(JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(bounds).build()).build();
        try {
            return json.anyFrom(source);
        } catch (JacksonIOException e) {
            throw e;
        } catch (StreamConstraintsException e) {
            throw new MalformedInput("it is too large: " + e.getOriginalMessage().replaceAll(", from `[^`]*`", ""));
        } catch (JacksonException e) {
            throw new MalformedInput("it is not JSON, or not whole");
        }
    }

    /** All text in it, names of fields included, is made {@link CommandLines#printable}, in place where that can be. */
    public static Object printable(Object json) {
        return switch (json) {
            case String text -> CommandLines.printable(text);
            case List<?> list -> printable(list);
            case Map<?, ?> map -> printable(map);
            case null, default -> json;
        };
    }

    @SuppressWarnings("unchecked")
    private static Object printable(List<?> list) {
        ((List<Object>) list).replaceAll(JsonInput::printable);
        return list;
    }

    private static Object printable(Map<?, ?> map) {
        var printable = new LinkedHashMap<String, Object>();
        map.forEach((name, field) -> printable.put(CommandLines.printable((String) name), printable(field)));
        return printable;
    }
}
