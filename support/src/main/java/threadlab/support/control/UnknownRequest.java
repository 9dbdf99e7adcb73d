package threadlab.support.control;

/**
 * A request was not understood, and nothing was done.
 *
 * @param request the line that was read
 */
public record UnknownRequest(String request) {
}
