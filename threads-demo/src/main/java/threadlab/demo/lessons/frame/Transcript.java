package threadlab.demo.lessons.frame;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadlab.demo.Xml;

/**
 * What a tool printed, with its command above it, and the lines that matter pointed at.
 *
 * @param command as it is typed
 * @param output the lines that are shown
 * @param matters finds the lines that matter
 * @param note says what those lines tell
 */
public record Transcript(String command, List<String> output, Pattern matters, String note) implements Exhibit {
    private static final int COLUMNS = 78;
    private static final String MARK = "> ";
    private static final String CUT = " ...";

    /** Copies the list, with spaces for tabs. Line ends in the note mean nothing. */
    public Transcript {
        output = output.stream().map(line -> line.replace("\t", "    ").stripTrailing()).toList();
        note = note.strip().replaceAll("\\s+", " ");
    }

    public Transcript(String command, List<String> output, String matters, String note) {
        this(command, output, Pattern.compile(matters), note);
    }

    /** Lines that are too long are cut, but those that matter are wrapped. */
    @Override
    public List<String> lines() {
        return Stream.of(Stream.of("$ " + command), output.stream().flatMap(this::shown), Stream.of(""),
                Words.wrapped(note, COLUMNS).stream()).flatMap(lines -> lines).toList();
    }

    private Stream<String> shown(String line) {
        String ascii = line.replaceAll("[^ -~]", "?");
        if (matters(line)) {
            return Words.wrapped(ascii.strip(), COLUMNS - MARK.length()).stream().map(part -> MARK + part);
        }
        String whole = " ".repeat(MARK.length()) + ascii;
        return Stream.of(whole.length() <= COLUMNS ? whole : whole.substring(0, COLUMNS - CUT.length()) + CUT);
    }

    private boolean matters(String line) {
        return matters.matcher(line).find();
    }

    @Override
    public String html() {
        return "<div class='transcript'>\n<pre tabindex='0'><code>$ " + Xml.escape(command) + "</code>\n"
                + output.stream().map(this::line).collect(Collectors.joining("\n")) + "</pre>\n<p>" + Xml.escape(note)
                + "</p></div>\n";
    }

    private String line(String line) {
        return matters(line) ? "<mark>" + Xml.escape(line) + "</mark>" : Xml.escape(line);
    }
}
