package threadlab.demo.lessons.frame;

/**
 * The number and the names of a lesson.
 *
 * @param number its position among the lessons, from 1
 * @param name for the command line: small letters and hyphens
 * @param title a few words, without a full stop
 */
public record Heading(Part part, int number, String name, String title) {
    public Heading(int number, String name, String title) {
        this(Part.BASICS, number, name, title);
    }
}
