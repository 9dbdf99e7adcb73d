package threadlab.demo.lessons.frame;

import java.util.List;

/** A table or a picture, for a terminal and for a page. */
public interface Exhibit {

    /** Returns its lines for a terminal of 80 columns, in ASCII. They are empty if only the page shows it. */
    List<String> lines();

    /** Returns its HTML, in which all text is escaped. */
    String html();
}
