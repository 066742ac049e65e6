package dev.bourse.shared.partition;

/**
 * The fixed division of the instruments: instrument {@code id} belongs to partition {@code id mod count}. The count
 * never changes while a cluster lives.
 *
 * @param count 1 to 4,096; 64 unless configured
 */
public record Partitions(int count) {
    /** The count unless another is configured. */
    public static final Partitions DEFAULT = new Partitions(64);

    /** @throws IllegalArgumentException if the count is out of range */
    public Partitions {
        if (count < 1 || count > 4096) {
            throw new IllegalArgumentException("partitions: '" + count + "' is not allowed; allowed is 1 to 4096");
        }
    }

    /** The partition of an instrument. */
    public int of(int instrument) {
        return instrument % count;
    }

    /** The place of an instrument among those of its partition: dense where ids are dense. */
    public int slot(int instrument) {
        return instrument / count;
    }
}
