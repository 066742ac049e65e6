package dev.bourse.gateway.limit;

/**
 * A block of addresses, as CIDR has it.
 *
 * @param address its first address
 * @param prefix how many bits are the network's: 0 to 32, of IPv6 to 128
 */
public record Network(Address address, int prefix) {
    /** Refuses a prefix that is longer than the address. */
    public Network {
        if (prefix < 0 || prefix > address.bits()) {
            throw new IllegalArgumentException("/" + prefix + " is no prefix of " + address.bits() + " bits");
        }
    }

    /** Whether an address is in it; IPv4 and IPv6 are apart. */
    public boolean contains(Address other) {
        return other.startsWith(address, prefix);
    }
}
