package dev.bourse.shared.bus;

/** The streams of the analysis, and the addresses that they have on the event bus. */
public enum Stage {
    /** Ticks: data to state. */
    TICKS("ticks"),
    /** States: state to classification and web. */
    STATES("states"),
    /** Signals: classification to web. */
    SIGNALS("signals");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** Where the batches of a partition go, such as {@code ticks.7}. */
    public String address(int partition) {
        return word + '.' + partition;
    }

    /** Where a receiver reaches the sender of a partition's batches, such as {@code ticks.7.control}. */
    public String control(int partition) {
        return address(partition) + ".control";
    }

    /** Where a new sender of a partition's batches makes itself known, such as {@code ticks.7.sender}. */
    public String sender(int partition) {
        return address(partition) + ".sender";
    }

    /** Where the owner of a partition answers what it knows of it, such as {@code states.7.query}. */
    public String query(int partition) {
        return address(partition) + ".query";
    }

    /**
     * Where the owner of a partition asks the receiver of its batches to make what it has of them safe, such as
     * {@code states.7.safe}.
     */
    public String safe(int partition) {
        return address(partition) + ".safe";
    }

    /** The word of this stage in addresses and metric tags. */
    public String word() {
        return word;
    }
}
