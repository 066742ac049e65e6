package dev.bourse.data.vendor;

/** Takes a vendor's ticks. */
@FunctionalInterface
public interface VendorTarget {
    /** One tick; false where there is no room, and it must be offered again. */
    boolean offer(int instrument, long time, long price, long size);
}
