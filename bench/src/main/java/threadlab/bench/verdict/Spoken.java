package threadlab.bench.verdict;

import java.util.Locale;

/**
 * What a candidate is called in a sentence for somebody who does not know the options: a thread model by what it is,
 * any other candidate by its name.
 */
record Spoken(String name, boolean isPlural) {

    static Spoken of(String candidate) {
        return switch (candidate) {
            case "platform" -> new Spoken("platform threads", true);
            case "virtual" -> new Spoken("virtual threads", true);
            case "virtual-tuned" -> new Spoken("virtual threads with the readiness loop", true);
            case "event-loop" -> new Spoken("event loops", true);
            default -> new Spoken(candidate, false);
        };
    }

    /** Returns the name as it begins a sentence. The name of a candidate stays as it is. */
    String atStart() {
        return isPlural ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : name;
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
