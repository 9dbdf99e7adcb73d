package threadlab.demo.lessons.frame;

/** A part of the lessons, and what it calls the texts of a lesson. */
public enum Part {
    BASICS("Threads, memory and sockets", "Claim", "Expected", "Try next"),
    /** What goes wrong with virtual threads in production: the claim is the symptom, as people report it. */
    CLINIC("The clinic: what goes wrong with virtual threads", "Symptom", "Why", "Cure");

    private final String title;
    private final String claim;
    private final String expectation;
    private final String next;

    Part(String title, String claim, String expectation, String next) {
        this.title = title;
        this.claim = claim;
        this.expectation = expectation;
        this.next = next;
    }

    String title() {
        return title;
    }

    String claim() {
        return claim;
    }

    String expectation() {
        return expectation;
    }

    String next() {
        return next;
    }
}
