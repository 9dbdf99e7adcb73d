package threadlab.bench.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadlab.support.PrintableText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.jr.ob.JSON;

/**
 * Reads JSON as maps, lists, strings, numbers, booleans and null. Text that is no JSON, or that would need more memory
 * than there is, is refused with {@link MalformedInput}, soon and whatever the file is.
 */
public final class JsonInput {
    private static final long HEAP = Runtime.getRuntime().maxMemory();
    /** An object needs up to a hundred bytes, and is at least two tokens. */
    private static final long BYTES_PER_TOKEN = 256;
    /** No word of a command line is as long. */
    private static final int MAX_STRING = 1 << 20;
    private static final int MAX_DEPTH = 50;
    private static final String NOT_JSON_ITSELF = "is not JSON, or not whole";
    private static final String NOT_JSON = "it " + NOT_JSON_ITSELF;

    private JsonInput() {
    }

    /**
     * Reads a file that somebody else may have written, and makes all of its text printable.
     *
     * @param part the file may be as large as this part of the JVM's heap: 64 for a 64th
     */
    public static @Nullable Object read(Path file, int part) {
        return printable(readAsItIs(file, part));
    }

    /** Reads the same, with text as it is in the file: it must not be printed. */
    public static @Nullable Object readAsItIs(Path file, int part) {
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

    /** Reads a line that a child process has printed, and makes its text printable. */
    public static @Nullable Object of(String line) {
        return printable(parsed(line, HEAP));
    }

    /** Reads all values that stand one after the other in a text, and makes their text printable. */
    public static List<@Nullable Object> values(byte[] text) {
        List<@Nullable Object> values = all(text, text.length);
        values.replaceAll(JsonInput::printable);
        return values;
    }

    private static @Nullable Object parsed(Object source, long maxBytes) {
        List<@Nullable Object> values = all(source, maxBytes);
        if (values.size() > 1) {
            throw new MalformedInput("more follows after its end");
        }
        if (values.isEmpty()) {
            throw new MalformedInput(NOT_JSON);
        }
        return values.getFirst();
    }

    private static List<@Nullable Object> all(Object source, long maxBytes) {
        StreamReadConstraints bounds = StreamReadConstraints.builder().maxDocumentLength(maxBytes)
                .maxTokenCount(HEAP / BYTES_PER_TOKEN).maxStringLength(MAX_STRING).maxNameLength(MAX_STRING)
                .maxNestingDepth(MAX_DEPTH).build();
        // Older versions of JMH write NaN without quotes.
        var json = JSON.builder(JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).streamReadConstraints(bounds).build()).build();
        List<@Nullable Object> values = new ArrayList<>();
        try (JsonParser parser = json.createParser(source)) {
            while (parser.nextToken() != null) {
                values.add(json.anyFrom(parser));
            }
            return values;
        } catch (JacksonIOException e) {
            throw e;
        } catch (StreamConstraintsException e) {
            throw new MalformedInput("it is too large: " + e.getOriginalMessage().replaceAll(", from `[^`]*`", ""));
        } catch (JacksonException e) {
            if (e.getOriginalMessage().startsWith("Duplicate")) {
                throw new MalformedInput("a name occurs twice in one object: " + e.getOriginalMessage());
            }
            throw new MalformedInput(values.isEmpty() ? NOT_JSON : "what follows after its end " + NOT_JSON_ITSELF);
        }
    }

    /** Makes all text {@linkplain PrintableText printable}, names of fields included. Lists are changed in place. */
    public static @Nullable Object printable(@Nullable Object json) {
        return switch (json) {
            case String text -> PrintableText.of(text);
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
        map.forEach((name, field) -> printable.put(PrintableText.of((String) name), printable(field)));
        return printable;
    }
}
