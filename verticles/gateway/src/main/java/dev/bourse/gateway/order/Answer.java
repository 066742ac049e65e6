package dev.bourse.gateway.order;

/**
 * What the exchange made of a command, committed.
 *
 * @param commandNumber the exchange's number of the command
 * @param firstOutput number of the first output
 * @param outputs how many outputs the command caused
 * @param messages the outputs, SBE messages with their headers, one after another
 * @param complete whether all outputs are among the messages; else the first ones and the last two are
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, by the one who asked.
public record Answer(long commandNumber, long firstOutput, int outputs, byte[] messages, boolean complete) {
    /** Number of the last output; the one before the first where there is none. */
    public long lastOutput() {
        return firstOutput + outputs - 1;
    }
}
