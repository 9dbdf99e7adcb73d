package threadlab.support.control;

/**
 * A command could not do, or go on with, what was asked. Its process ends.
 *
 * @param reason in one line
 */
public record Failed(String reason) {
}
