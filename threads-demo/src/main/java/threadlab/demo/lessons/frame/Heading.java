package threadlab.demo.lessons.frame;

/**
 * How a lesson is found.
 *
 * @param number from 1, its place among the lessons
 * @param name for the command line: small letters and hyphens
 * @param title a few words, without a full stop
 */
public record Heading(int number, String name, String title) {
}
