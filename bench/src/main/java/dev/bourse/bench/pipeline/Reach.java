package dev.bourse.bench.pipeline;

/** How far the ticks go. */
public enum Reach {
    /** The last stage takes ticks. */
    FEED("feed -> null"),
    /** The last stage takes states. */
    STATE("feed -> state -> null"),
    /** The last stage is classification. */
    CLASSIFICATION("feed -> state -> classification");

    private final String words;

    Reach(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
