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
