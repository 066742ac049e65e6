package dev.bourse.shared.bus;

/**
 * Counts what receivers dropped or missed; nothing of it may pass in silence. Implemented over the metrics registry.
 */
public interface FlowCounters {
    /** A batch came again and was dropped. */
    void duplicate(Stage stage);

    /** A batch came from an owner that has lost its partition, and was dropped. */
    void staleEpoch(Stage stage);

    /** A batch came before its predecessors; they were asked for. */
    void gap(Stage stage);

    /** Neither the sender nor a log has these batches any more, and this receiver had not got them. */
    void lost(Stage stage, long batches);

    /** A receiver knocked and no sender answered. */
    void senderAbsent(Stage stage);

    /** A batch was not sent to an observer, since it had no room for it. */
    default void withheld(Stage stage) {}

    /** An observer was sent one batch in place of those that it had no room for, or of one with many rows. */
    default void madeUp(Stage stage) {}

    /** An observer that had not answered for long was forgotten. */
    default void observerForgotten(Stage stage) {}

    /** So many more rows are on their way to observers, or fewer. */
    default void observerRows(Stage stage, int more) {}

    /** Counts nowhere; for benchmarks of other things. */
    FlowCounters NONE = new FlowCounters() {
        @Override
        public void duplicate(Stage stage) {}

        @Override
        public void staleEpoch(Stage stage) {}

        @Override
        public void gap(Stage stage) {}

        @Override
        public void lost(Stage stage, long batches) {}

        @Override
        public void senderAbsent(Stage stage) {}
    };
}
