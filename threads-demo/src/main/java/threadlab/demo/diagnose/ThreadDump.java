package threadlab.demo.diagnose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the virtual threads of a file that {@code Thread.dump_to_file -format=json} wrote. It may have a million of
 * them, most of which stand in the same few places.
 */
final class ThreadDump {
    private final Map<List<String>, Stack> stacks = new HashMap<>();
    private final List<VirtualThreadSeen> threads = new ArrayList<>();
    private final Set<Long> platformThreads;
    private final JsonParser json;

    private ThreadDump(JsonParser json, Set<Long> platformThreads) {
        this.json = json;
        this.platformThreads = platformThreads;
    }

    /**
     * Returns the virtual threads.
     *
     * @param platformThreads the ids of platform threads: JDK 21 does not tell which threads are virtual
     */
    static List<VirtualThreadSeen> read(Path file, Set<Long> platformThreads) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            ThreadDump dump = new ThreadDump(json, platformThreads);
            dump.read();
            return dump.threads;
        } catch (JacksonException e) {
            throw new IOException("the thread dump is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void read() {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token == JsonToken.START_ARRAY && "threads".equals(json.currentName())) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    thread();
                }
            }
        }
    }

    private void thread() {
        Map<String, String> fields = new HashMap<>();
        Stack stack = new Stack(List.of());
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY && name.equals("stack")) {
                stack = stack();
            } else if (value == JsonToken.START_OBJECT && name.equals("parkBlocker")) {
                parkBlocker(fields);
            } else if (value.isStructStart()) {
                json.skipChildren();
            } else if (value.isScalarValue()) {
                fields.put(name, json.getString());
            }
        }
        add(fields, stack);
    }

    private Stack stack() {
        List<String> frames = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            frames.add(withoutModule(json.getString()));
        }
        return stacks.computeIfAbsent(List.copyOf(frames), Stack::new);
    }

    private static String withoutModule(String frame) {
        int end = frame.indexOf('(');
        return frame.substring(frame.lastIndexOf('/', end < 0 ? frame.length() : end) + 1);
    }

    private void parkBlocker(Map<String, String> fields) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isStructStart()) {
                json.skipChildren();
            } else if (name.equals("object")) {
                fields.put("parkBlocker", json.getString());
            }
        }
    }

    private void add(Map<String, String> fields, Stack stack) {
        Long id = number(fields.get("tid"));
        if (id != null && isVirtual(id, fields, stack)) {
            String awaited = fields.getOrDefault("parkBlocker", fields.getOrDefault("blockedOn",
                    fields.get("waitingOn")));
            threads.add(new VirtualThreadSeen(id, fields.getOrDefault("name", ""), fields.get("state"),
                    number(fields.get("carrier")), awaited, stack));
        }
    }

    private boolean isVirtual(long id, Map<String, String> fields, Stack stack) {
        return fields.containsKey("virtual") || stack.isIn("java.lang.VirtualThread.run")
                || fields.get("state") == null && stack.frames().isEmpty() && !platformThreads.contains(id);
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,18}") ? null : Long.valueOf(text);
    }
}
