package threadlab.demo.lessons.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Prose as it stands in a lesson's file, made ready for a terminal or a page. */
final class Words {
    private Words() {
    }

    /** An empty line parts two paragraphs; other line ends are as good as a space. */
    static List<String> paragraphs(String text) {
        return Stream.of(text.strip().split("\\n\\s*\\n")).map(part -> part.replaceAll("\\s+", " ")).toList();
    }

    /** Lines of at most so many columns; a word that is longer has a line of its own. */
    static List<String> wrapped(String paragraph, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
