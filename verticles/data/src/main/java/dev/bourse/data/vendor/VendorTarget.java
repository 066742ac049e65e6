package dev.bourse.data.vendor;

/** Takes a vendor's ticks. */
@FunctionalInterface
public interface VendorTarget {
    /**
     * One tick; false where there is no room, and it must be offered again.
     *
     * @param sequence the vendor's number of it, or {@link VendorRecords#UNNUMBERED}
     */
    boolean offer(Vendor vendor, long sequence, int instrument, long time, long price, long size);
}
