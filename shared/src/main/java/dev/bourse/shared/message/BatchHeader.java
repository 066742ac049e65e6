package dev.bourse.shared.message;

/**
 * What every batch says about itself, whatever it carries.
 *
 * @param partition the partition that all of the batch belongs to
 * @param epoch the term of the partition's owner that sent it; a receiver drops a lower one than it has seen
 * @param sequence 1, 2, 3, ... without gaps for the life of the stream: a new owner goes on with the numbers of the
 *     last
 * @param watermark milliseconds since 1970: no event before it is to be expected any more, but for late ones
 * @param ingestedNanos nanoseconds since 1970 at which the oldest tick behind this batch entered the data stage
 * @param publishedNanos nanoseconds since 1970 at which this batch left its stage
 */
public record BatchHeader(
        int partition, long epoch, long sequence, long watermark, long ingestedNanos, long publishedNanos) {}
