package dev.bourse.exchange.client;

/** Hears what became of commands, each exactly once, on the thread that polls. */
public interface AnswerListener {
    /** A command was committed and applied: the answer says what it caused. Valid during the call only. */
    void onAnswer(long correlationId, Answer answer);

    /**
     * A command's outcome is not known: it may have been applied, or be applied yet. The output stream tells.
     *
     * @param why in words for a person
     */
    void onUnknown(long correlationId, String why);

    /** The client is connected to a leader, or not any more; commands are taken and kept in either case. */
    default void onConnection(boolean connected, String state) {}
}
