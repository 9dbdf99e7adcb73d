package threadlab.demo.lessons.frame;

import java.util.List;

/** Something to look at, in a terminal and on a page. */
public interface Exhibit {

    /** For a terminal of 80 columns, in ASCII, without line ends; empty if it is a picture for the page alone. */
    List<String> lines();

    /** For the page; all text in it is escaped. */
    String html();
}
