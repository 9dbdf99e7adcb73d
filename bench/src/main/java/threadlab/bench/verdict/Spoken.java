package threadlab.bench.verdict;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a candidate is called in a sentence for somebody who does not know the options: a thread model by what it is,
 * any other candidate by its name.
 *
 * @param isWords whether the name is in words, and not that of the candidate
 */
record Spoken(String name, boolean isPlural, boolean isWords) {
    private static final Pattern POOL = Pattern.compile("pool:(\\d+)");

    static Spoken of(String candidate) {
        return switch (candidate) {
            case "platform" -> words("platform threads", true);
            case "virtual" -> words("virtual threads", true);
            case "virtual-tuned" -> words("virtual threads with the readiness loop", true);
            case "event-loop" -> words("event loops", true);
            case "virtual-per-request" -> words("virtual threads for single requests", true);
            default -> {
                Matcher pool = POOL.matcher(candidate);
                yield pool.matches()
                        ? words("a pool of " + pool.group(1) + " threads", false)
                        : new Spoken(candidate, false, false);
            }
        };
    }

    private static Spoken words(String words, boolean isPlural) {
        return new Spoken(words, isPlural, true);
    }

    /** Returns the name as it begins a sentence. The name of a candidate stays as it is. */
    String atStart() {
        return isWords ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : name;
    }

    /** Returns the verb: {@code need} or {@code needs}. */
    String verb(String plural) {
        return isPlural ? plural : switch (plural) {
            case "do" -> "does";
            case "carry" -> "carries";
            default -> plural + "s";
        };
    }

    String pronoun() {
        return isPlural ? "they" : "it";
    }
}
