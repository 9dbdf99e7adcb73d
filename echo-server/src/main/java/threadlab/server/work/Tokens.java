package threadlab.server.work;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a text that a user has typed, one after the other. An error points at one of them. Not thread-safe. */
public final class Tokens {
    private final String what;
    private final String text;
    private final Matcher matcher;
    private final int shown;
    /** Empty at the end. */
    private String token = "";
    private int at;

    /**
     * Begins with the first token.
     *
     * @param what the text is, as an error calls it
     * @param token its first group is a token; it leaves out what stands before
     * @param shown so many characters of the rest stand in an error
     */
    public Tokens(String what, String text, Pattern token, int shown) {
        this.what = what;
        this.text = text;
        this.matcher = token.matcher(text);
        this.shown = shown;
        advance();
    }

    /** Returns the next token; an empty text at the end. */
    public String peek() {
        return token;
    }

    /** Returns where the next token begins; the first place is 0. */
    public int at() {
        return at;
    }

    public boolean isAtEnd() {
        return token.isEmpty();
    }

    /** Goes on to the token after the next one. */
    public void advance() {
        if (matcher.find()) {
            token = matcher.group(1);
            at = matcher.start(1);
        } else {
            token = "";
            at = text.length();
        }
    }

    /** Goes on if the next token is this one, and returns whether it was. */
    public boolean take(String expected) {
        boolean isNext = token.equals(expected);
        if (isNext) {
            advance();
        }
        return isNext;
    }

    /** @throws IllegalArgumentException in one line, unless the next token is this one */
    public void expect(String expected) {
        if (!take(expected)) {
            throw wrong("'" + expected + "'");
        }
    }

    /** Returns an error in one line that points at the next token. */
    public IllegalArgumentException wrong(String allowed) {
        return wrong(at, allowed);
    }

    /** Returns an error in one line that points at an earlier place. */
    public IllegalArgumentException wrong(int where, String allowed) {
        String rest = text.substring(where);
        String begin = rest.length() > shown ? rest.substring(0, shown) + "..." : rest;
        return new IllegalArgumentException(what + " is wrong at character " + (where + 1) + ", "
                + (rest.isEmpty() ? "the end" : "'" + begin + "'") + ", allowed there: " + allowed);
    }
}
