package threadlab.demo.lessons.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Splits the texts of a lesson into paragraphs and lines. */
final class Words {
    private Words() {
    }

    /** Returns the paragraphs, which empty lines separate. Other line ends become a space. */
    static List<String> paragraphs(String text) {
        return Stream.of(text.strip().split("\\n\\s*\\n")).map(part -> part.replaceAll("\\s+", " ")).toList();
    }

    /** Returns lines of at most that many columns. A longer word has a line of its own. */
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
