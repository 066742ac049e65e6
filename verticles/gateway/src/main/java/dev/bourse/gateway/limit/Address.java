package dev.bourse.gateway.limit;

import java.util.Arrays;

/**
 * An address of IPv4 or IPv6 by its bytes. What is counted of an IPv6 caller is its network of 64 bits: that is what
 * one subscriber gets.
 */
public final class Address {
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private final byte[] bytes;

    private Address(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Of 4 or 16 bytes; an IPv4 address written as IPv6 counts as IPv4. */
    public static Address of(byte[] bytes) {
        if (bytes.length != V4_BYTES && bytes.length != V6_BYTES) {
            throw new IllegalArgumentException(bytes.length + " bytes are no address; 4 or 16 are");
        }
        return new Address(isMapped(bytes) ? Arrays.copyOfRange(bytes, 12, V6_BYTES) : bytes.clone());
    }

    /** What limits count: the address itself, of IPv6 its network. */
    public Address counted() {
        return bytes.length == V4_BYTES ? this : new Address(Arrays.copyOf(bytes, NETWORK_BYTES));
    }

    int bits() {
        return bytes.length * Byte.SIZE;
    }

    boolean startsWith(Address network, int prefix) {
        if (network.bytes.length != bytes.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        int rest = prefix % Byte.SIZE;
        if (Arrays.mismatch(bytes, 0, whole, network.bytes, 0, whole) >= 0) {
            return false;
        }
        int mask = 0xFF << (Byte.SIZE - rest);
        return rest == 0 || ((bytes[whole] ^ network.bytes[whole]) & mask & 0xFF) == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private static boolean isMapped(byte[] bytes) {
        if (bytes.length != V6_BYTES || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
