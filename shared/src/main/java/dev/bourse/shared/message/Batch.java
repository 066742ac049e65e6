package dev.bourse.shared.message;

/**
 * An immutable batch of one partition. Inside a process it passes by reference, so nobody changes an array that a batch
 * gives out; between processes it passes in the binary form of its codec.
 */
public sealed interface Batch permits TickBatch, StateBatch, SignalBatch {
    /** Whose batch it is, its number in the stream, and the times that it passed the stages. */
    BatchHeader header();

    /** How many ticks, states or signals it carries; 0 for a batch that only moves the watermark. */
    int size();
}
