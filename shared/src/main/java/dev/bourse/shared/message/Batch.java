package dev.bourse.shared.message;

/**
 * An immutable batch of one partition. Inside a process it passes by reference, so nobody changes an array that a batch
 * gives out; between processes it passes in the binary form of its codec.
 */
public sealed interface Batch permits TickBatch, StateBatch, SignalBatch {
    BatchHeader header();

    /** How many ticks, states or signals it carries; 0 for a batch that only moves the watermark. */
    int size();
}
