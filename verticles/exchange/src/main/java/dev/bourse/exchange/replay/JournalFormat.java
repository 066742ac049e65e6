package dev.bourse.exchange.replay;

/**
 * The form of a journal file, little-endian. The file begins with {@link #MAGIC} (8 bytes) and {@link #VERSION} (4).
 * Then each command: the length of its message (4), a CRC-32C over all that follows of the record (4), the command's
 * number (8), its time in microseconds (8), the SBE message. Numbers rise by one. The file ends behind a record.
 */
final class JournalFormat {
    /** BOURSEJ1. */
    static final long MAGIC = 0x31_4A_45_53_52_55_4F_42L;

    static final int VERSION = 1;
    static final int FILE_HEADER = Long.BYTES + Integer.BYTES;
    static final int LENGTH = 0;
    static final int CHECKSUM = Integer.BYTES;
    static final int NUMBER = 2 * Integer.BYTES;
    static final int TIME = NUMBER + Long.BYTES;
    static final int RECORD_HEADER = TIME + Long.BYTES;
    /** No message is longer. */
    static final int LONGEST_MESSAGE = 1 << 16;

    private JournalFormat() {}
}
