package threadlab.support.control;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** Writes records as events. A component that is null is written as null, not left out. */
public final class EventJson {
    private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private EventJson() {
    }

    /** Returns the event in one line, without the end of the line. */
    static String line(Record event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("event", name(event.getClass()));
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true); // the record itself may be known in its package only
            try {
                fields.put(component.getName(), accessor.invoke(event));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e); // an accessor does not fail
            }
        }
        return WITH_NULLS.asString(fields);
    }

    /** Returns the name of an event: {@code UnknownRequest} is {@code unknown-request}. */
    public static String name(Class<? extends Record> event) {
        return event.getSimpleName().replaceAll("(?<=.)(?=\\p{Lu})", "-").toLowerCase(Locale.ROOT);
    }
}
